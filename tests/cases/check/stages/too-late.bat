// A value of the deployment where one is needed earlier: here, in a construct, and through a function.
fn shouted(text: String): String = "${upper(text)}!"

construct Queues {
  param names: [String]

  for name in names {
    resource queue[name] = AWS::SQS::Queue { QueueName: name }
  }
}

stack Jobs {
  resource topic = AWS::SNS::Topic { DisplayName: "alarms" }

  if topic.TopicName == "alarms" {
    resource first = AWS::SQS::Queue {}
  }

  resource queues = Queues { names: [topic.TopicName] }
  output loud = shouted(topic.TopicName)
}
