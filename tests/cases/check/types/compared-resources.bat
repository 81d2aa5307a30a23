stack Files {
  resource a = AWS::S3::Bucket {}
  resource b = AWS::S3::Bucket {}

  output same = if a == b then "yes" else "no"
}
