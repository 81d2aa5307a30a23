stack Network {
  existing vpc = AWS::EC2::VPC { CidrBlocks: "10.0.0.0/16" }
  existing other = AWS::EC2::VPC { vpc_id: "vpc-12345678" }

  output id = vpc.VpcId
  output two = other.VpcId
}
