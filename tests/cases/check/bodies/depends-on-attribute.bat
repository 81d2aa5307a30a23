stack Files {
  resource a = AWS::S3::Bucket {}

  @depends_on(a.Arn)
  resource b = AWS::S3::Bucket {}

  @depends_on("a")
  resource c = AWS::S3::Bucket {}
}
