stack Files {
  resource bucket = AWS::S3::Bucket {}

  output count: Int = "three"
  output arn: Int = bucket.Arn
}
