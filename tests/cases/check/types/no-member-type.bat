construct Topic {
  param name: String

  resource topic = AWS::SNS::Topic { TopicName: name }
}

stack Alarms {
  param settings: Topic.Settings

  output name = settings.name
}
