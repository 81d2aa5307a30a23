stack Files {
  resource bucket = AWS::S3::Bucket {}

  output name = bucket.ref
  output name = bucket.Arn
}
