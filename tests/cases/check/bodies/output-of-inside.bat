construct Topic {
  resource topic = AWS::SNS::Topic {}
}

stack Alarms {
  resource alarms = Topic {}

  output arn = alarms.topic.TopicArn
}
