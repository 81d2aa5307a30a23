type Web = { domain: DomainName, zone: { id: String }? }

stack Site {
  param web: Web?
  param names: [String]?
  param name: String?

  if web != null {
    resource record = AWS::Route53::HostedZone { Name: web.domain }

    if web.zone != null {
      let zone = web.zone.id
    }
  } else {
    let missing = name ?? "x"
  }

  if names != null && length(names) > 2 {
    let third = names[2]
  }
  if !(web == null) {
    let domain = web.domain
  }
  if web == null || web.zone == null {
    let nothing = 1
  } else {
    let id = web.zone.id
  }

  output domain = if web != null then web.domain else "none"
  output zone = web?.zone?.id ?? "none"
  output first = if names == null then "none" else names[0]
  output short = if web?.zone != null then web.zone.id else ""
  output sure = "${name ?? "x"}${third ?? ""}${id ?? ""}${domain ?? ""}${zone ?? ""}${missing ?? ""}${nothing ?? 0}"
}
