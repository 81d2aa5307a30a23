construct Topic {
  param topic_name: String

  resource topic = AWS::SNS::Topic { TopicName: topic_name }
}

stack Alarms {
  resource alarms = Topic { TopicName: "alarms" }
}
