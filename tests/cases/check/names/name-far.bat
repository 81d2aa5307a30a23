stack Files {
  resource bucket = AWS::S3::Bucket { BucketName: qwertz }
}
