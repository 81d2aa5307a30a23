/// Constructs, their outputs, and what stands before resources.
construct Pair {
  param name: String
  param timeout: Duration = 30s
  param on_delete: "Delete" | "Retain" = "Delete"

  @on_delete(on_delete)
  resource dead = AWS::SQS::Queue { QueueName: "${name}-dead" }

  @on_delete(on_delete) @on_replace("Delete")
  resource main = AWS::SQS::Queue {
    QueueName: name
    VisibilityTimeout: timeout.seconds
    RedrivePolicy: { deadLetterTargetArn: dead.Arn, maxReceiveCount: 3 }
  }
  output main
  output url = main.QueueUrl
}

construct Group {
  param names: [String]
  for n in names {
    resource pair[n] = Pair { name: "x-${n}" }
  }
  output urls = { for n, p in pair: n => p.url }
  output first = pair[names[0]].main
}

stack Constructs {
  resource group = Group { names: ["a", "b"] }

  @depends_on(group)
  resource topic = AWS::SNS::Topic { DisplayName: group.urls.b }

  @depends_on(topic)
  resource late = Pair { name: "late", on_delete: "Retain" }

  @logical_id("Named")
  resource other = AWS::SNS::Topic {}

  @was("old.pair")
  resource moved = Pair { name: "moved" }

  @attributes({ CreationPolicy: { ResourceSignal: { Count: 1 } }, Metadata: { note: "x" } })
  resource last = AWS::SNS::Topic { TopicName: group.first.QueueName }
}

app Program { stack constructs = Constructs {} }
env test = Program {}
