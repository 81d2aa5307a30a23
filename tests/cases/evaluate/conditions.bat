/// Conditions on what is given when deploying.
stack Conditions {
  /// The stage
  parameter stage: "dev" | "test" | "prod" { default: "dev" }
  parameter key: String { default: "" }

  let is_prod = stage == "prod"
  let has_key = key != ""

  if is_prod {
    resource alarm_topic = AWS::SNS::Topic { DisplayName: "alarms" }
    if has_key {
      resource inner = AWS::SNS::Topic { KmsMasterKeyId: if has_key then key else "alias/never" }
    }
  } else {
    resource dev_topic = AWS::SNS::Topic {}
  }

  resource bucket = AWS::S3::Bucket {
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{
        ServerSideEncryptionByDefault: if has_key then { SSEAlgorithm: "aws:kms", KMSMasterKeyID: key } else { SSEAlgorithm: "AES256" }
      }]
    }
    VersioningConfiguration: { Status: if is_prod || stage == "test" then "Enabled" else "Suspended" }
    Tags: [{ Key: "stage", Value: stage }, if is_prod: { Key: "critical", Value: "yes" }]
  }

  resource queue = AWS::SQS::Queue {
    DelaySeconds: match stage { "dev" => 0, "test" => 5, "prod" => 10 }
    FifoQueue: if is_prod && has_key then true else null
    QueueName: alarm_topic?.TopicName ?? "none"
  }

  output alarms = alarm_topic?.ref
  output production = is_prod
  output tasks = "${match stage { "dev" => 1, "test" => 2, "prod" => 3 }} of ${if is_prod then 3.5 else 1.5}, ${is_prod}"
}

app Program { stack conditions = Conditions {} }
env test = Program {}
