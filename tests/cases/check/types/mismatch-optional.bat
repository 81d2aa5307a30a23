construct Topic {
  param name: String

  resource topic = AWS::SNS::Topic { TopicName: name }
}

stack Alarms {
  param name: String?

  resource topic = Topic { name }
}
