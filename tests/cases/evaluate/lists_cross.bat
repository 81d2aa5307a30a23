/// Lists that only the deployment knows, and texts of another stack's region, cross as one output each.
stack Producer {
  parameter stage: String { default: "dev" }
  resource zone = AWS::Route53::HostedZone { Name: "example.com" }
  output zone
  output servers = zone.NameServers
  output where = { region: "in ${aws.region}", stage, both: "${stage} of ${zone.Id}" }
  output choice = if stage == "prod" then "big" else "small"
}
stack Main {
  param zone: AWS::Route53::HostedZone
  param where: { region: String, stage: String, both: String }
  param choice: String
  resource record = AWS::SSM::Parameter { Type: "String", Value: join(zone.NameServers, ";"), Description: "${where.region} ${where.stage} ${where.both}" }
  resource other = AWS::SNS::Topic { DisplayName: choice }
}
app Program {
  stack producer = Producer {}
  stack main = Main { zone: producer.zone, where: producer.where, choice: producer.choice }
}
env test = Program { region: "eu-central-1" }
