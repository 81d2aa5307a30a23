stack Files {
  settings {
    region: "us-east"
    termination_protection: "yes"
  }

  resource bucket = AWS::S3::Bucket {}
}
