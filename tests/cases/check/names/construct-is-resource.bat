stack Alarms {
  resource topic = AWS::SNS::Topic {}
  resource other = topic { TopicName: "alarms" }
}
