stack Main {
  param cidr: Cidr
  param n: Int(0..=4096)
  resource vpc = AWS::EC2::VPC { CidrBlock: cidr }
  resource subnet = AWS::EC2::Subnet { VpcId: vpc, CidrBlock: subnet(cidr, slot: n, prefix: 24) }
}
app Program {
  stack main = Main { cidr: "10.0.0.0/16", n: 300 }
}
env test = Program {}
