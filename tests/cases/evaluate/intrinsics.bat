/// Functions over what is known only when deploying.
stack Intrinsics {
  parameter names: [String] { default: ["a", "b"] }
  parameter text: String { default: "a,b" }

  resource vpc = AWS::EC2::VPC { CidrBlock: "10.0.0.0/16" }
  resource topic = AWS::SNS::Topic {
    DisplayName: join(names, "-")
    TopicName: select(split(text, ","), 1)
  }
  resource zone = AWS::Route53::HostedZone { Name: "example.com" }
  resource parameter = AWS::SSM::Parameter {
    Type: "String"
    Value: join(zone.NameServers, ", ")
    Description: json({ vpc: vpc.VpcId, n: 1, list: [topic.ref, "x"] })
  }
  resource other = AWS::SSM::Parameter {
    Type: "String"
    Value: base64("#!/bin/sh\necho ${topic.TopicName}")
    Description: "${join([topic.TopicName, "x", vpc.VpcId], ":")} ${select(zones(), 0)}"
  }
  resource plain = AWS::SSM::Parameter { Type: "String", Value: "a \${x} b" }
}
app Program { stack intrinsics = Intrinsics {} }
env test = Program {}
