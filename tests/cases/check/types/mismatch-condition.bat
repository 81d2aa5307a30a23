stack Files {
  param name: String?
  param count: Int

  if name {
    resource a = AWS::S3::Bucket {}
  }
  if count {
    resource b = AWS::S3::Bucket {}
  }

  output c = if "yes" then 1 else 2
  output d = !count
  output e = count && true
}
