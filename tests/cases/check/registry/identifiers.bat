// A resource of another type than the one whose identifier is wanted.
stack Network {
  resource topic = AWS::SNS::Topic { DisplayName: "alarms" }
  resource subnet = AWS::EC2::Subnet { VpcId: topic, CidrBlock: "10.0.0.0/24" }
  resource group = AWS::EC2::SecurityGroup { VpcId: topic.TopicArn, GroupDescription: "web" }
}
