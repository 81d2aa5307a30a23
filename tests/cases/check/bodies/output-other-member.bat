stack Files {
  resource bucket = AWS::S3::Bucket {}

  output bucket = bucket.Arn
}
