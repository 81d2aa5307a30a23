type Sizing = { zones: Int }

stack Network {
  param sizing: Sizng

  output zones = sizing.zones
}
