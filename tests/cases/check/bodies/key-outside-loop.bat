stack Files {
  resource bucket["a"] = AWS::S3::Bucket {}
}
