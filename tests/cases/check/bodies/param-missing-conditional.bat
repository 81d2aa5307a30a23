construct Topic {
  param name: String
  param label: String = "x"

  resource topic = AWS::SNS::Topic { TopicName: name, DisplayName: label }
}

stack Alarms {
  param named: Bool

  resource alarms = Topic {
    if named: name: "alarms"
    if named: label: "Alarms"
  }
}
