construct Network {
  param cidr: Cidr
  param nat_gateways: Int = 1

  resource vpc = AWS::EC2::VPC { CidrBlock: cidr }

  output gateways = nat_gateways
}

stack Networks {
  resource optional = Network { cidr: "10.0.0.0/16", nat_gateway: 2 }
  resource required = Network { cdir: "10.0.0.0/16" }
  resource other = Network { cidr: "10.0.0.0/16", region: "eu-central-1" }
}
