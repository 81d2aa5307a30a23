stack Network {
  settings { region: "us-east-1", description: "x" }
  tags { Component: "Network", "cost-center": env.name }
  parameter InstanceType: String { default: "t3.micro", allowed: ["t3.micro"] }
  parameter Plain: Int
  resource vpc = Vpc { cidr }
  transform "AWS::LanguageExtensions"
  transform "AWS::Include" { Location: "s3://x/y" }
  fragment "Rules.Region" = { Assertions: [] }
  resource topic = AWS::SNS::Topic
}
