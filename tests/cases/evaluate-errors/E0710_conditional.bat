stack Producer {
  parameter stage: String { default: "dev" }
  if stage == "prod" {
    resource topic = AWS::SNS::Topic {}
  }
  output arn = topic?.ref ?? "none"
  output topic
}
stack Main {
  param arn: String
  param topic: AWS::SNS::Topic?
  resource other = AWS::SNS::Topic { DisplayName: arn, TopicName: topic?.TopicName }
}
app Program {
  stack producer = Producer {}
  stack main = Main { arn: producer.arn, topic: producer.topic }
}
env test = Program {}
