type Web = { domain: DomainName, zone: { id: String }? }

stack Site {
  param web: Web?
  param names: [String]?
  param limits: Map<Int>?

  output a = web.domain
  output b = web?.zone.id
  output c = names[0]
  output d = limits["x"]
}
