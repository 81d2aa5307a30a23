stack Alarms {
  resource bucket = Bucket { BucketName: "alarms" }
  resource topic = SNS.Topic { TopicName: "alarms" }
  resource table = aws_dynamodb_table { name: "alarms" }
}
