construct Network {
  param zones: Int
  param gateways: Int = zones
  param name: String = "${env.name}-${stack.name}-${gateways}"

  output all = "${zones}${gateways}${name}"
}

stack Networks {
  resource network = Network { zones: 2 }

  output all = network.all
}
