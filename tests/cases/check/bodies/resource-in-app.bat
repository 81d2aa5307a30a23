app Site {
  resource bucket = AWS::S3::Bucket {}
}
