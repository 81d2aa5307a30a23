use std.dynamodb.{Table}
use std.iam.{policy}
use std.secrets.{Key}

/// Baskets and what is in them
stack Baskets {
  resource key = Key { description: "The shop's data" }

  resource baskets = Table {
    partition: { name: "customer" }
    sort: { name: "product" }
    expires: "expires"
    stream: "NEW_AND_OLD_IMAGES"
    key
    max_writes: 100
    indexes: {
      by_product: { partition: { name: "product" }, sort: { name: "added", kind: "N" }, holds: "KEYS_ONLY" }
      by_day: { partition: { name: "day" }, holds: ["amount"] }
    }
  }

  resource flags = Table { partition: { name: "flag" }, recovery: null, deletion_protection: false, on_delete: "Delete" }

  resource access = AWS::IAM::ManagedPolicy {
    PolicyDocument: policy([...baskets.read, ...baskets.write])
  }

  output stream = baskets.stream_arn
  output throttles = json(baskets.metric_write_throttles)
}

app Shop {
  stack baskets = Baskets {}
}

env test = Shop { account: "123456789012", region: "eu-central-1" }
