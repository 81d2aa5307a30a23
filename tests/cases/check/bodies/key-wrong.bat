stack Files {
  param sizes: [{ name: String }]

  for size in sizes {
    resource bucket[size] = AWS::S3::Bucket { BucketName: size.name }
  }
}
