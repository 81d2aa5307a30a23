type Sizing = { zones: Int = 1 }

construct Network {
  param sizing: Sizing

  output zones = sizing.zones
}

stack Networks {
  param key: String

  resource a = Network { sizing: { [key]: 2 } }
}
