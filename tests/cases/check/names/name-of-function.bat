stack Files {
  param names: [String]

  resource bucket = AWS::S3::Bucket { BucketName: "${length}-${join(names, "-")}" }
}
