construct Topic {
  resource topic = AWS::SNS::Topic {}

  output arn = topic.ref
}

stack Alarms {
  output arn = Topic.arn
}
