stack Files {
  let name = "files"

  resource bucket = AWS::S3::Bucket {}
}
