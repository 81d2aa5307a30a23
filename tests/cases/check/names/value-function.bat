fn prefixed(name: String): String = "x-${name}"

stack Files {
  resource bucket = AWS::S3::Bucket { BucketName: prefixed }
}
