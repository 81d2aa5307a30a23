stack Files {
  param public: Bool
  param names: [String]

  if public {
    resource bucket = AWS::S3::Bucket {}

    for name in names {
      resource named[name] = AWS::S3::Bucket { BucketName: name }
    }

    output inside = bucket.Arn
  }
  if public && length(names) > 0 {
    let arn = named[names[0]].Arn
  }
  if public {
    resource policy = AWS::S3::BucketPolicy { Bucket: bucket, PolicyDocument: { Version: "2012-10-17", Statement: [] } }
  }

  output maybe = bucket?.Arn
  output sure = if bucket != null then bucket.Arn else "none"
  output arns = { for k, b in named: k => b.Arn }
  output first = arn ?? "none"
}
