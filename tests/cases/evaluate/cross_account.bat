/// Another account's outputs are read through a role; an app chooses the strength of its references.
stack Producer {
  settings { account: "111111111111", reference_role: "arn:aws:iam::111111111111:role/reader" }
  resource topic = AWS::SNS::Topic {}
  output arn = topic.ref
}
stack Near {
  resource topic = AWS::SNS::Topic {}
  output arn = topic.ref
}
stack Main {
  param arn: String
  param near: String
  resource other = AWS::SNS::Topic { DisplayName: arn, TopicName: near }
}
app Program {
  settings { references: "both" }
  stack producer = Producer {}
  stack near = Near {}
  stack main = Main { arn: producer.arn, near: near.arn }
}
env test = Program { account: "222222222222", region: "eu-central-1" }
