use std.storage.{Bucket}

/// Uploads of the shop, and who hears of them.
stack Uploads {
  param keep: Duration(1d..=14d) = 7d
  param kinds: [String(/^[a-z]+$/)]
  param alert: Email?

  resource bucket = Bucket { versions: true }

  for kind in kinds if kind != "draft" {
    @on_delete("Retain")
    resource queue[kind] = AWS::SQS::Queue {
      QueueName: "${env.name}-uploads-${upper(kind)}"
      MessageRetentionPeriod: keep.seconds
    }
  }

  if alert != null {
    resource topic = AWS::SNS::Topic { Subscription: [{ Protocol: "email", Endpoint: alert }] }
  }

  output queues = { for kind, q in queue: kind => q.Arn }
}

app Shop {
  stack uploads = Uploads { kinds: ["image", "invoice"] }
}

env production = Shop { region: "eu-central-1" }

test "messages wait for a week" for production {
  assert uploads.queue["image"].MessageRetentionPeriod == 604_800
}
