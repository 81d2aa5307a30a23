construct Network {
  param cidr: Cidr
  param zones: Int
  param name: String?
  param nat_gateways: Int = 1

  resource vpc = AWS::EC2::VPC { CidrBlock: cidr }

  output all = "${zones}${nat_gateways}${name ?? ""}"
}

stack Networks {
  resource one = Network { cidr: "10.0.0.0/16" }
  resource both = Network { name: "main" }
  resource none = Network
}
