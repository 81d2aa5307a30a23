// A value that is known too late is told once, where it is needed first.
stack Network {
  resource vpc = AWS::EC2::VPC { CidrBlock: "10.0.0.0/16" }

  assert vpc.VpcId != "vpc-1"
  assert !(vpc.VpcId == "vpc-1")

  @on_delete(vpc.VpcId)
  resource queue = AWS::SQS::Queue {}
}
