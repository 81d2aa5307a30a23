stack Files {
  param more: { region: Region }

  settings { ...more }

  resource bucket = AWS::S3::Bucket {}
}
