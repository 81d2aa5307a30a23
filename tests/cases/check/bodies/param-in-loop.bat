stack Files {
  for name in ["a-bucket"] {
    param size: Int
    resource bucket[name] = AWS::S3::Bucket { BucketName: "${name}-${size}" }
  }
}
