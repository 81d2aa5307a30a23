stack Files {
  param name: String

  resource bucket = AWS::S3::Bucket { BucketName: nmae }
}
