stack Files {
  param public: Bool

  if public {
    resource bucket = AWS::S3::Bucket {}
  }

  output arn = bucket.Arn
}
