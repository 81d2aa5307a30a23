stack Files {
  param prefix: String

  resource bucket = AWS::S3::Bucket { BucketName: this.prefix }
}
