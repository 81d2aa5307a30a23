stack Files {
  resource bucket = AWS::S3::Bucket {}

  tags {
    Component: ["Files"]
    Owner: bucket
    Count: 5
  }
}
