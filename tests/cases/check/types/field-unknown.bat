type Sizing = {
  cidr: Cidr
  nat_gateways: Int = 1
}

construct Network {
  param sizing: Sizing

  output all = "${sizing.cidr}${sizing.nat_gateways}"
}

stack Networks {
  resource misspelled = Network { sizing: { cidr: "10.0.0.0/16", nat_gateway: 2 } }
  resource required = Network { sizing: { cdir: "10.0.0.0/16" } }
  resource other = Network { sizing: { cidr: "10.0.0.0/16", region: "eu-central-1" } }
}
