construct Network {
  param cidr: Cidr

  output cidr
}

stack Networks {
  resource a = Network { cidr: "10.0.1.0/16" }
}
