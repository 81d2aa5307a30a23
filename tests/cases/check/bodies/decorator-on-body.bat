@on_delete("Retain")
stack Files {
  resource bucket = AWS::S3::Bucket {}
}

@deprecated
construct Other {
  @known
  param name: String

  @on_delete("Retain")
  let size = 3

  output all = "${name}${size}"
}
