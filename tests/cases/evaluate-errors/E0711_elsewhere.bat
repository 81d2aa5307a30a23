stack Producer {
  settings { account: "111111111111" }
  resource topic = AWS::SNS::Topic {}
  output arn = topic.ref
}
stack Open {
  resource topic = AWS::SNS::Topic {}
  output arn = topic.ref
}
stack Main {
  param arn: String
  settings { region: "us-east-1" }
  resource other = AWS::SNS::Topic { DisplayName: arn }
}
app Program {
  stack producer = Producer {}
  stack open = Open {}
  stack main = Main { arn: producer.arn }
  stack second = Main { arn: open.arn }
}
env test = Program { account: "222222222222" }
