construct Topic {
  param keep: Bool = true

  @on_delete(if keep then "Retain" else "Delete")
  @on_replace("Retain")
  @logical_id("AlarmsTopic")
  @was("old.topic")
  @allow("topics are encrypted", reason: "nothing secret is sent")
  @attributes({ Metadata: { Owner: "me" } })
  resource topic = AWS::SNS::Topic {}

  output topic
}

stack Alarms {
  param names: [String]

  resource bucket = AWS::S3::Bucket {}

  @was("topics")
  @depends_on(bucket)
  resource topic = Topic {}

  for name in names {
    @depends_on(topic, bucket)
    resource named[name] = AWS::S3::Bucket { BucketName: name }
  }

  @depends_on(named)
  resource last = AWS::S3::Bucket {}

  @export("topic-${env.name}")
  output arn = topic.topic.ref
}

rule "topics are encrypted" for AWS::SNS::Topic as topic {
  assert topic.KmsMasterKeyId != null
}
