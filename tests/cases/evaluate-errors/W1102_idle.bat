// An exception that is needed in one of the environments is not idle, and one whose rule is not asked is not reported.
rule "queues are encrypted" for AWS::SQS::Queue as queue {
  assert queue.KmsMasterKeyId != null, "not encrypted"
}

rule "production keeps messages" for AWS::SQS::Queue as queue {
  if env.production {
    assert queue.MessageRetentionPeriod != null, "say how long messages are kept"
  }
}

stack Orders {
  param encrypted: Bool

  @allow("queues are encrypted", reason: "used in development only")
  resource queue = AWS::SQS::Queue { KmsMasterKeyId: if encrypted then "alias/aws/sqs" else null }
  @allow("queues are encrypted", reason: "was open once")
  resource other = AWS::SQS::Queue { KmsMasterKeyId: "alias/aws/sqs" }
  @allow("production keeps messages", reason: "is drained every minute")
  resource third = AWS::SQS::Queue { KmsMasterKeyId: "alias/aws/sqs" }
}

app Shop {
  param encrypted: Bool

  stack orders = Orders { encrypted }
}

env dev = Shop { encrypted: false }
env test_ = Shop { encrypted: true }
