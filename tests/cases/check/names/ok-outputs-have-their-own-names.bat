stack Files {
  param name: String
  let size = 3

  resource bucket = AWS::S3::Bucket { BucketName: "${name}-${size}" }

  output bucket
  output name = bucket.ref
  output size = size + 1
}
