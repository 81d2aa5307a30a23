stack Files {
  param size: "small" | "large"
  param count: Int
  param name: String

  if size == "medium" {
    resource a = AWS::S3::Bucket {}
  }
  if size == "smal" {
    resource b = AWS::S3::Bucket {}
  }
  if count == "3" {
    resource c = AWS::S3::Bucket {}
  }
  if name == 3 {
    resource d = AWS::S3::Bucket {}
  }
}
