// What tests see: resources by type and by path, properties, facts, statements, other stacks and environments.
stack Web {
  param names: [String]

  for name in names {
    @on_delete("Delete")
    resource bucket[name] = AWS::S3::Bucket {
      BucketName: "b-${name}"
      VersioningConfiguration: { Status: "Enabled" }
    }
  }
  resource topic = AWS::SNS::Topic { DisplayName: "t", TracingConfig: "Active" }
  resource queue = AWS::SQS::Queue { KmsMasterKeyId: "alias/aws/sqs", VisibilityTimeout: 30 }
  resource policy = AWS::SNS::TopicPolicy {
    Topics: [topic.ref]
    PolicyDocument: {
      Version: "2012-10-17"
      Statement: [{
        Effect: "Allow"
        Action: "sns:Publish"
        Resource: topic.ref
        Principal: { Service: "s3.amazonaws.com" }
      }]
    }
  }

  output topic
}

stack Extra {
  param topic: AWS::SNS::Topic

  resource sub = AWS::SNS::Subscription { TopicArn: topic, Protocol: "email", Endpoint: "a@b.ch" }
}

app Shop {
  param names: [String]
  param extra: Bool = false

  stack web = Web { names }
  if extra {
    stack more = Extra { topic: web.topic }
  }
}

env dev = Shop { names: ["a"] }
env prod = Shop { names: ["a", "b"], extra: true, production: true }

test "resources of each environment" for Shop {
  assert count(AWS::S3::Bucket) == length(names)
  assert like(only(AWS::SQS::Queue), { VisibilityTimeout: 30 })
  assert web.topic.DisplayName == "t"
  for b in resources(AWS::S3::Bucket) {
    assert b.VersioningConfiguration?.Status == "Enabled", "${b.meta.path} has no versions"
    assert b.meta.on_delete == "Delete" && b.meta.stack == "web"
    assert b.BucketEncryption == null
  }
  assert web.bucket["a"].meta.path == "web.bucket[\"a\"]"
  assert web.bucket["a"].meta.logical_id == "BucketA"
  assert count(Resource) == length(names) + 3 + (if extra then 1 else 0)
  assert count(Web) == 1
}

test "statements" for dev {
  for s in statements(only(AWS::SNS::TopicPolicy)) {
    assert s.property == "PolicyDocument"
    assert s.effect == "Allow"
    assert s.actions == ["sns:Publish"]
    assert s.principals == ["s3.amazonaws.com"]
    assert s.resources == [web.topic.ref]
    assert s.reason == null
  }
}

test "references between stacks" for prod {
  assert stacks()["more"].needs == ["web"]
  assert stacks()["web"].resources == 5 && stacks()["web"].bytes < 10_000
  assert only(AWS::SNS::Subscription).TopicArn == web.topic.ref
  assert !known(only(AWS::SNS::Subscription).TopicArn)
  assert more?.sub?.Protocol == "email"
}

test "what is not there" for dev {
  assert more == null
}

test "not in development" for Shop {
  if env.production {
    assert env.name == "prod"
  }
}

test "one environment beside another" for prod {
  assert count(AWS::S3::Bucket) > count(AWS::S3::Bucket, in: dev)
  assert only(AWS::SQS::Queue).VisibilityTimeout == only(AWS::SQS::Queue, in: dev).VisibilityTimeout
  assert [for b in resources(AWS::S3::Bucket, in: dev): b.meta.path] == ["web.bucket[\"a\"]"]
}
