type Sizing = { zones: Int, nat_gateways: Int }

stack Network {
  param sizing: Sizing
  param kept: Duration
  param names: [String]
  param name: String

  output a = sizing.zone
  output b = sizing.colour
  output c = kept.day
  output d = names.length
  output e = name.length
  output f = kept.weeks
}
