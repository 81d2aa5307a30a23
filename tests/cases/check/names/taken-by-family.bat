stack Files {
  param names: [String]

  let bucket = "x"

  for name in names {
    resource bucket[name] = AWS::S3::Bucket { BucketName: "${bucket}-${name}" }
  }
}
