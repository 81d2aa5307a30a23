stack Files {
  let name = "first-name"

  let name = "second-name"

  resource bucket = AWS::S3::Bucket { BucketName: name }
}
