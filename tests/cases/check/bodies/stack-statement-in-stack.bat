stack Network {
  resource vpc = AWS::EC2::VPC { CidrBlock: "10.0.0.0/16" }

  output vpc
}

stack Everything {
  stack network = Network {}
}
