stack Files {
  param name: String

  if name != null {
    resource a = AWS::S3::Bucket {}
  }

  output b = name ?? "x"
  output c = if name == null then 1 else 2
}
