// Mistakes elsewhere keep no missing setting from being told; a misspelt one is told as that, and not as missing too.
stack Network {
  param cidr: Cidr
  resource vpc = AWS::EC2::VPC { CidrBlock: cidr, EnableDns: true }
}

app Shop {
  param cidr: Cidr
  param owner: String

  tags { Owner: owner }

  stack network = Network { cidr }
}

env development = Shop { cidr: "10.0.0.0/16" }

env production = Shop { cidr: "10.1.0.0/16", ower: "operations" }
