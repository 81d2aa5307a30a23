stack Files {
  param public: Bool

  if public {
    resource bucket = AWS::S3::Bucket {}
  }
  if public {
    resource bucket = AWS::S3::Bucket {}
  }
}
