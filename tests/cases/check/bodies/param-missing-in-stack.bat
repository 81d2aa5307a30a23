stack Files {
  param name: String

  resource bucket = AWS::S3::Bucket { BucketName: name }
}

app Site {
  stack files = Files {}
}
