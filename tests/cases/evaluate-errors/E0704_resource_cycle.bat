stack Main {
  resource a = AWS::EC2::SecurityGroup {
    GroupDescription: "a"
    SecurityGroupIngress: [{ IpProtocol: "-1", SourceSecurityGroupId: b.GroupId }]
  }
  resource b = AWS::EC2::SecurityGroup {
    GroupDescription: "b"
    SecurityGroupIngress: [{ IpProtocol: "-1", SourceSecurityGroupId: c.GroupId }]
  }
  @depends_on(a)
  resource c = AWS::EC2::SecurityGroup { GroupDescription: "c" }
}
app Program {
  stack main = Main {}
}
env test = Program {}
