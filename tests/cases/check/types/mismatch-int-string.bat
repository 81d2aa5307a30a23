construct Topic {
  param name: String

  resource topic = AWS::SNS::Topic { TopicName: name }
}

stack Alarms {
  resource a = Topic { name: 5 }
  resource b = Topic { name: true }
  resource c = Topic { name: ["x"] }
  resource d = Topic { name: { a: 1 } }
  resource e = Topic { name: null }
}
