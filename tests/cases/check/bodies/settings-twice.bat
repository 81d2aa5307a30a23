stack Files {
  settings { region: "us-east-1" }
  settings { description: "Files" }

  resource bucket = AWS::S3::Bucket {}
}
