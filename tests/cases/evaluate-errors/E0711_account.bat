stack Producer {
  settings { account: "111111111111" }
  resource topic = AWS::SNS::Topic {}
  output arn = topic.ref
}
stack Main {
  param arn: String
  resource other = AWS::SNS::Topic { DisplayName: arn }
}
app Program {
  stack producer = Producer {}
  stack main = Main { arn: producer.arn }
}
env test = Program { account: "222222222222" }
