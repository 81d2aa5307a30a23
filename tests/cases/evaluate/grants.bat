// Lists of what the deployment makes, put together: how many there are is known, so a body may look at it.
use std.iam.{Role, Statement}
use std.storage.{Bucket}

construct Reader {
  param buckets: Map<Bucket>
  param more: [Statement] = []

  resource role = Role {
    description: "Reads"
    service: "lambda.amazonaws.com"
    statements: concat(flatten([for b in values(buckets): b.read]), reverse(more))
  }
}

stack Files {
  for name in ["a", "b"] {
    resource bucket[name] = Bucket { on_delete: "Delete" }
  }
  resource reader = Reader {
    buckets: bucket
    more: [{ actions: ["sqs:SendMessage"], resources: [queue.Arn] }]
  }
  resource queue = AWS::SQS::Queue {}
}

app Shop {
  stack files = Files {}
}

env test = Shop { region: "eu-central-1" }
