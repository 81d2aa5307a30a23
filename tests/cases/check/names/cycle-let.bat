stack Files {
  let name = "${name}-x"

  resource bucket = AWS::S3::Bucket { BucketName: name }
}
