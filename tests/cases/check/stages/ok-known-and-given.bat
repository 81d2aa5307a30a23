// What is known can be looped over, what is given decides conditions, what is made goes into properties.
stack Jobs {
  param names: [String]
  /// Whether there is a topic.
  parameter HasTopic: "yes" | "no" { default: "no" }

  for name in names {
    resource queue[name] = AWS::SQS::Queue { QueueName: upper(name) }
  }

  if HasTopic == "yes" {
    resource topic = AWS::SNS::Topic { DisplayName: "in ${aws.region}" }
    output topic_arn = topic.TopicArn
  }

  output arns = { for name, q in queue: name => q.Arn }
}
