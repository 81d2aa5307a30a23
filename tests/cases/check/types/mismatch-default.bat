type Sizing = { zones: Int = "2" }

stack Network {
  param sizing: Sizing
  param kept: Duration = 30

  output all = "${sizing.zones}${kept.days}"
}
