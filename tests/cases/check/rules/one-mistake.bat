// What follows from a mistake in a rule or a test is not told beside it.
stack Orders {
  @allow("every queue is encrypted")
  resource queue = AWS::SQS::Queue {}
}

app Shop {
  stack orders = Orders {}
}

env dev = Shop { region: "eu-central-1" }

rule "every queue is encrypted" for AWS::SQS::Queue {
  assert queue.SqsManagedSseEnabled == true
}

test "two seconds" for dev {
  assert orders.queue.DelaySeconds = 2
}
