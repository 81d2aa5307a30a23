stack Files {
  param names: [String]

  for name in names {
    resource bucket[name] = AWS::S3::Bucket { BucketName: name }
  }

  output first = name
}
