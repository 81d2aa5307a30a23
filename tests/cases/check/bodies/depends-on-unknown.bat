stack Files {
  resource a = AWS::S3::Bucket {}

  @depends_on(aa)
  resource b = AWS::S3::Bucket {}
}
