stack Files {
  param names: [String]

  for name in names {
    resource bucket[name]["x"] = AWS::S3::Bucket { BucketName: name }
  }
}
