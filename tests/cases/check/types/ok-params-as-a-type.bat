construct Topic {
  param name: String
  param label: String = "x"

  resource topic = AWS::SNS::Topic { TopicName: name, DisplayName: label }

  output arn = topic.ref
}

construct Alarms {
  param topic: Topic.Params

  resource inner = Topic { ...topic }

  output arn = inner.arn
}

stack All {
  resource alarms = Alarms { topic: { name: "alarms" } }

  output arn = alarms.arn
}
