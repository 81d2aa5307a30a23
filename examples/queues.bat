/// A keyed loop: each queue is known by its name, so adding or removing one leaves the others alone.

type QueueSettings = {
  /// How long a message may take.
  timeout: Duration = 30s
  /// How often it is tried before it is put aside.
  attempts: Int(1..=1000) = 3
}

/// Queues, each with a second one for what could not be processed
stack Queues {
  param queues: Map<QueueSettings>

  for name, queue in queues {
    resource dead[name] = AWS::SQS::Queue { MessageRetentionPeriod: 14d.seconds }

    resource main[name] = AWS::SQS::Queue {
      MessageRetentionPeriod: 4d.seconds
      VisibilityTimeout: queue.timeout.seconds
      RedrivePolicy: { deadLetterTargetArn: dead[name].Arn, maxReceiveCount: queue.attempts }
    }
  }

  output urls = { for name, queue in main: name => queue.ref }
}

app Mail {
  param queues: Map<QueueSettings>
  stack queues = Queues { queues }
}

env development = Mail {
  queues: { orders: { attempts: 5 }, invoices: { timeout: 5min }, newsletters: {} }
}
