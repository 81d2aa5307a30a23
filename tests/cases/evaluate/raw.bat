/// Raw resources, references, and calculations.
stack Raw {
  let base = 10 + 4 * 5 - 12 / 4 % 2

  resource topic = AWS::SNS::Topic {
    TopicName: "t-${base}"
    DisplayName: "${env.name} in ${stack.region} of ${env.account}"
  }
  resource queue = AWS::SQS::Queue {
    QueueName: "q-${stack.name}"
    VisibilityTimeout: (2min + 30s).seconds
    MaximumMessageSize: (128KiB * 2 / 2).bytes
    DelaySeconds: null
    KmsMasterKeyId: if base > 100 then "alias/x" else null
    RedrivePolicy: { deadLetterTargetArn: dead.Arn, maxReceiveCount: 3 }
  }
  resource dead = AWS::SQS::Queue {}
  resource policy = AWS::SNS::TopicPolicy {
    Topics: [topic.ref]
    PolicyDocument: {
      Version: "2012-10-17"
      Statement: [{
        Effect: "Allow"
        Principal: { Service: "events.amazonaws.com" }
        Action: "sns:Publish"
        Resource: topic.ref
        Condition: { StringEquals: { "aws:SourceArn": "arn:${aws.partition}:events:${aws.region}:${aws.account_id}:rule/${topic.TopicName}-\${literal}" } }
      }]
    }
  }
  output topic_arn = topic.ref
  /// How it is called
  output queue_name = queue.QueueName
  output known = base
}

app Program { stack raw = Raw {} }

env test = Program { account: "123456789012", region: "eu-central-1" }
