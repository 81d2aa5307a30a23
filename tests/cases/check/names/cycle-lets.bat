stack Files {
  let prefix = "${suffix}-x"
  let suffix = "${middle}-y"
  let middle = "${prefix}-z"

  resource bucket = AWS::S3::Bucket { BucketName: prefix }
}
