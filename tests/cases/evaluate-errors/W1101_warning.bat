@severity("warning")
rule "queues have a visibility timeout" for AWS::SQS::Queue as queue {
  assert queue.VisibilityTimeout != null, "say how long a message is hidden while it is worked on"
}

stack Orders {
  resource queue = AWS::SQS::Queue {}
}

app Shop {
  stack orders = Orders {}
}

env dev = Shop {}
