construct Topic {
  param name: String
  param subscribers: [String] = []

  resource topic = AWS::SNS::Topic { TopicName: name }

  for mail in subscribers {
    resource subscription[mail] = AWS::SNS::Subscription { TopicArn: topic, Protocol: "email", Endpoint: mail }
  }

  output arn = topic.ref
  output count = length(subscription)
}

stack Alarms {
  param topics: Map<{ subscribers: [String] = [], quiet: Bool = false }>

  for name, t in topics if !t.quiet {
    resource topic[name] = Topic { name, subscribers: t.subscribers }
  }

  output arns = { for name, t in topic: name => t.arn }
  output first = topic["critical"].arn
  output total = sum([for _, t in topic: t.count])
}
