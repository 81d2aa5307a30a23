stack Files {
  param bucket: String

  resource bucket = AWS::S3::Bucket { BucketName: bucket }
}
