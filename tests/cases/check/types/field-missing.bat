type Sizing = {
  cidr: Cidr
  zones: Int
  nat_gateways: Int = 1
}

construct Network {
  param sizing: Sizing

  output all = "${sizing.cidr}${sizing.zones}${sizing.nat_gateways}"
}

stack Networks {
  resource one = Network { sizing: { cidr: "10.0.0.0/16" } }
  resource both = Network { sizing: {} }
  resource conditional = Network { sizing: { cidr: "10.0.0.0/16", if env.name == "production": zones: 3 } }
}
