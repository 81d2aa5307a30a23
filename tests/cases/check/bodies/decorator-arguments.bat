stack Files {
  @on_delete
  resource a = AWS::S3::Bucket {}

  @on_delete("retain")
  resource b = AWS::S3::Bucket {}

  @depends_on
  resource c = AWS::S3::Bucket {}

  @allow("public-bucket")
  resource d = AWS::S3::Bucket {}

  @export
  output e = a.ref

  @on_delete("Retain", "Delete")
  resource f = AWS::S3::Bucket {}

  @logical_id(5)
  resource g = AWS::S3::Bucket {}

  @allow(reason: "it is empty")
  resource unnamed = AWS::SNS::Topic {}
}
