stack Files {
  param first: String
  param second: String = first

  resource bucket = AWS::S3::Bucket {}
}
