stack Files {
  @retain
  resource bucket = AWS::S3::Bucket {}

  @on_delte("Retain")
  resource other = AWS::S3::Bucket {}

  @exprt("name")
  output name = bucket.ref
}
