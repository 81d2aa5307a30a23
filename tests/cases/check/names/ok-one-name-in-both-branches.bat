stack Files {
  param public: Bool

  if public {
    let acl = "public-read"
    resource bucket = AWS::S3::Bucket { BucketName: "public-files" }
  } else {
    let acl = "private"
    resource bucket = AWS::S3::Bucket { BucketName: "private-files" }
  }

  output acl
  output arn = bucket.Arn
}
