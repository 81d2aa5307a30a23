// What follows from a missing or mistaken value is not told beside it.
stack Mails {
  resource topic = AWS::SNS::Topic {}
  resource subscription = AWS::SNS::Subscription { TopicArn: topic, Endpoint: "https://example.com/mails" }
  resource bucket = AWS::S3::Bucket { AccessControl: "private" }
  resource queue = AWS::SQS::Queue { QueueName: "mails", FifoQueue: "true" }
}
