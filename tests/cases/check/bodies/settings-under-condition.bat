stack Files {
  param public: Bool

  if public {
    settings { region: "us-east-1" }
  }

  resource bucket = AWS::S3::Bucket {}
}
