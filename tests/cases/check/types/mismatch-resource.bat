construct Rule {
  param vpc: AWS::EC2::VPC
  param group: AWS::EC2::SecurityGroup

  output id = vpc.VpcId
  output name = group.GroupId
}

stack Network {
  resource vpc = AWS::EC2::VPC { CidrBlock: "10.0.0.0/16" }
  resource subnet = AWS::EC2::Subnet { VpcId: vpc, CidrBlock: "10.0.0.0/24" }

  resource a = Rule { vpc: subnet, group: "sg-12345" }
  resource b = Rule { vpc: vpc.VpcId, group: vpc }
}
