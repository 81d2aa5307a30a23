// Lists whose length only the deployment knows, and a loop over what it declares.
stack Network {
  resource vpc = AWS::EC2::VPC { CidrBlock: "10.0.0.0/16" }

  output first = vpc.CidrBlockAssociations[0]
  output copied = [...vpc.CidrBlockAssociations, "vpc-cidr-assoc-0"]

  for block in vpc.CidrBlockAssociations {
    resource queue[block] = AWS::SQS::Queue {}
  }
}

stack Alarms {
  for team, t in topic {
    resource queue[team] = AWS::SQS::Queue { DelaySeconds: 30 }
    resource topic[team] = AWS::SNS::Topic { DisplayName: team }
  }
}
