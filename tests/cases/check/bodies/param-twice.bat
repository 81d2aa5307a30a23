construct Topic {
  param name: String

  resource topic = AWS::SNS::Topic { TopicName: name }
}

stack Alarms {
  resource alarms = Topic { name: "a-topic", name: "b-topic" }
}
