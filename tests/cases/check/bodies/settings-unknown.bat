stack Files {
  settings {
    regoin: "us-east-1"
    stackName: "files"
    ...{ description: "x" }
  }

  resource bucket = AWS::S3::Bucket {}
}
