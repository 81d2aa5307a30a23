// Who is blamed: the property's origin, in the environment where it is given there, else the declaration.
use std.secrets.{Key}

rule "queues are encrypted" for AWS::SQS::Queue as queue {
  assert queue.SqsManagedSseEnabled == true || queue.KmsMasterKeyId != null,
    "${queue.meta.path} is not encrypted: set `SqsManagedSseEnabled: true`"
}

rule "queues keep messages for a day" for AWS::SQS::Queue as queue {
  if env.production {
    assert (queue.MessageRetentionPeriod ?? 345600) >= 86400, "messages are dropped after less than a day"
  }
}

rule "keys rotate each month" for AWS::KMS::Key as key {
  assert (key.RotationPeriodInDays ?? 365) <= 30
}

rule "topics and queues have names" for AWS::SNS::Topic | AWS::SQS::Queue as r {
  assert r.meta.logical_id != "Nameless", "give `${r.meta.path}` another name"
}

rule "orders are small" for Orders as orders {
  assert orders.meta.path != "orders", "`${orders.meta.type}` is at `${orders.meta.path}`"
}

construct Pair {
  param retention: Duration

  resource left = AWS::SQS::Queue { SqsManagedSseEnabled: true, MessageRetentionPeriod: retention.seconds }
  resource right = AWS::SQS::Queue { SqsManagedSseEnabled: false }
}

stack Orders {
  param retention: Duration
  parameter days: Int { default: 400 }

  resource pair = Pair { retention }
  @allow("queues are encrypted", reason: "holds nothing secret")
  resource open = AWS::SQS::Queue {}
  resource key = Key { description: "orders" }
  resource asked = AWS::KMS::Key { RotationPeriodInDays: days }
  resource nameless = AWS::SNS::Topic {}
}

app Shop {
  param retention: Duration

  stack orders = Orders { retention }
}

env prod = Shop { retention: 1h, production: true }
