construct Sized {
  param zones: Int(1..=3)
  param name: String(/[a-z]+/)
  param cidr: Cidr
  param kind: "a" | "b"
  resource topic = AWS::SNS::Topic { DisplayName: "${zones} ${name} ${cidr} ${kind}" }
}
stack Main {
  param count: Int
  param names: Map<{ name: String, cidr: String, kind: "a" | "b" }>
  for k, n in names {
    resource sized[k] = Sized { zones: count * 2, name: n.name, cidr: n.cidr, kind: n.kind }
  }
}
app Program {
  param count: Int
  param names: Map<{ name: String, cidr: String, kind: "a" | "b" = "a" }>
  stack main = Main { count, names }
}
abstract env base = Program {
  count: 1
  names: { x: { name: "ok", cidr: "10.0.0.0/16" } }
}
env test extends base {
  count: 2
  names: { x: { cidr: "10.0.0.1/16" }, y: { name: "Not", cidr: "10.0.0.0/16" } }
}
