stack Files {
  param names: [String]

  for name in names {
    resource bucket = AWS::S3::Bucket { BucketName: name }
  }
}
