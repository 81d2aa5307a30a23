stack Files {
  param public: Bool

  if public {
    param name: String
    resource bucket = AWS::S3::Bucket { BucketName: name }
  }
}
