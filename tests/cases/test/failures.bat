// How failures are told.
stack Web {
  param names: [String]

  for name in names {
    resource bucket[name] = AWS::S3::Bucket {
      BucketName: "b-${name}"
      VersioningConfiguration: { Status: "Enabled" }
    }
  }
  parameter hidden: Int { default: 30 }
  resource queue = AWS::SQS::Queue { VisibilityTimeout: 30, DelaySeconds: hidden, QueueName: "q-${aws.region}" }
  resource topic = AWS::SNS::Topic {}
  resource subscription = AWS::SNS::Subscription { TopicArn: topic, Protocol: "sqs", Endpoint: queue.Arn }
}

app Shop {
  param names: [String]

  stack web = Web { names }
}

env dev = Shop { names: ["a"] }
env prod = Shop { names: ["a", "b"] }

test "fails in one" for dev, prod {
  assert count(AWS::S3::Bucket) == 2
}

test "shows differences" for dev {
  assert like(web.bucket["a"], { VersioningConfiguration: { Status: "Suspended" }, BucketName: "b-a" })
  assert web.bucket["a"].VersioningConfiguration == { Status: "Suspended" }
  assert only(AWS::SQS::Queue).VisibilityTimeout == 31, "messages must stay hidden"
  assert web.queue.VisibilityTimeout != null && web.queue.VisibilityTimeout == 29
  assert (web.queue.VisibilityTimeout ?? 0) > 40
  assert contains(keys(stacks()), "network")
  assert !like(web.queue, { VisibilityTimeout: 30 })
  assert known(web.queue.QueueName)
}

test "not one" for prod {
  assert only(AWS::S3::Bucket).BucketName == "x"
  assert only(AWS::EC2::VPC).CidrBlock == "10.0.0.0/16"
}

test "what only the deployment knows" for dev {
  assert web.queue.DelaySeconds == 30
  assert (web.queue.DelaySeconds ?? 0) > 10
  assert web.queue.QueueName == "q"
  assert web.subscription.Endpoint == web.topic.ref
}

test "an element that is not there" for dev {
  assert web.bucket["b"].BucketName == "b-b"
}
