use std.network.{Vpc}

stack Network {
  resource vpc = Vpc { cidr: "10.0.0.0/16" }
  resource group = AWS::EC2::SecurityGroup { GroupDescription: "x", VpcId: vpc }
}
