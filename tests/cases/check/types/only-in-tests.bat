stack Files {
  resource bucket = AWS::S3::Bucket {}

  assert count(AWS::S3::Bucket) == 1

  output all = length(resources(AWS::S3::Bucket))
}
