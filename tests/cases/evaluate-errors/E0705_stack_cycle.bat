stack A {
  param arn: String
  resource topic = AWS::SNS::Topic { DisplayName: arn }
  output topic_arn = topic.ref
}
stack B {
  param arn: String
  resource topic = AWS::SNS::Topic { DisplayName: arn }
  resource other = AWS::SNS::Topic {}
  output other_arn = other.ref
}
app Program {
  stack a = A { arn: b.other_arn }
  stack b = B { arn: a.topic_arn }
}
env test = Program {}
