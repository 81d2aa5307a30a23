stack Network {
  resource vpc = AWS::EC2::VPC { CidrBlock: "10.0.0.0/16" }

  output vpc
}

stack Database {
  resource group = AWS::EC2::SecurityGroup { GroupDescription: "database", VpcId: Network.vpc }
}
