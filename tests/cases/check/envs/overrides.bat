// An override that hits nothing in its environment is told by checking.
stack Queue {
  param names: [String]

  for name in names {
    resource queue[name] = AWS::SQS::Queue { QueueName: name }
  }
}

app Shop {
  param names: [String]

  stack queue = Queue { names }
}

env production = Shop {
  names: ["orders", "mails"]

  override queue.queue["order"] { DelaySeconds: 5 }
  override queue.queue["mails"] { DelaySeconds: 5 }
}

env test extends production { names: ["orders"] }
