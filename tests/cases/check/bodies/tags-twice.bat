stack Files {
  tags { Component: "Files" }
  tags { Owner: "me" }

  resource bucket = AWS::S3::Bucket {}
}
