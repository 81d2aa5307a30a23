use std.network.{Vpc}

construct Service {
  param network: Vpc

  output id = network.id
}

stack Network {
  resource vpc = AWS::EC2::VPC { CidrBlock: "10.0.0.0/16" }
  resource service = Service { network: vpc }
}
