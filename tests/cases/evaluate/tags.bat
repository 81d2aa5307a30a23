/// Tags reach every taggable type in the form that it wants.
stack Tagged {
  tags { Component: "Web", Number: "${5}" }

  resource topic = AWS::SNS::Topic { Tags: [{ Key: "Component", Value: "own" }, { Key: "Name", Value: "n" }] }
  resource parameter = AWS::SSM::Parameter { Type: "String", Value: "v" }
  resource pool = AWS::Cognito::UserPool { UserPoolTags: { Project: null } }
  resource scaling = AWS::AutoScaling::AutoScalingGroup { MinSize: "1", MaxSize: "2", LaunchConfigurationName: "x", AvailabilityZones: zones() }
  resource untaggable = AWS::SNS::TopicPolicy { Topics: [topic.ref], PolicyDocument: { Statement: [] } }
}

app Program {
  tags { Project: "P", Environment: env.name, Component: "none" }
  stack tagged = Tagged {}
}
env test = Program {}
