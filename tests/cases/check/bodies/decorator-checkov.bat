stack Files {
  @allow("checkov:CKV_AWS_18", reason: "fine")
  resource a = AWS::S3::Bucket {}

  @allow("checkov:access logs", reason: "no id")
  resource b = AWS::S3::Bucket {}

  @allow("checkov:CKV_AWS_", reason: "no number")
  resource c = AWS::S3::Bucket {}
}
