stack Files {
  param count: Int
  param name: String
  param names: [String]?

  for i in count {
    resource numbered[i] = AWS::S3::Bucket {}
  }
  for c in name {
    resource lettered[c] = AWS::S3::Bucket {}
  }
  for n in names {
    resource named[n] = AWS::S3::Bucket {}
  }

  resource bucket = AWS::S3::Bucket {}

  output all = json([for b in bucket: 1])
}
