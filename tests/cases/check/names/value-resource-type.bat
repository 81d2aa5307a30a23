stack Network {
  resource vpc = AWS::EC2::VPC { CidrBlock: "10.0.0.0/16" }
  resource group = AWS::EC2::SecurityGroup { GroupDescription: "x", VpcId: AWS::EC2::VPC }

  output vpc
}
