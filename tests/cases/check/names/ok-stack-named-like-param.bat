stack Network {
  param cidr: Cidr

  resource vpc = AWS::EC2::VPC { CidrBlock: cidr }

  output vpc_id = vpc.VpcId
}

stack Other {
  param vpc_id: String

  output vpc_id
}

app Site {
  param network: Cidr

  stack network = Network { cidr: network }
}

env production = Site {
  network: "10.0.0.0/16"
}
