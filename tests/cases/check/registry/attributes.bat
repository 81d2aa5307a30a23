// Attributes that types do not have, and properties that cannot be read back.
stack Storage {
  resource bucket = AWS::S3::Bucket { BucketName: "reports-of-the-shop" }

  output arn = bucket.arn
  output name = bucket.BucketName
  output reference = bucket.Ref
  output id = bucket.Id
}
