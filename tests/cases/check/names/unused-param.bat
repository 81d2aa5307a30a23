stack Files {
  param name: String
  param _kept: String

  resource bucket = AWS::S3::Bucket {}
}
