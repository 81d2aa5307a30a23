construct Topic {
  output name = "x"
}

stack Files {
  param kept: Duration
  param size: Size
  param names: [String]
  param limits: Map<Int>
  param name: String?
  param settings: { zones: Int }
  param either: String | [String]

  resource bucket = AWS::S3::Bucket {}
  resource topic = Topic {}

  output a = "${kept}"
  output b = "${size}"
  output c = "${names}"
  output d = "${limits}"
  output e = "${name}"
  output f = "${settings}"
  output g = "${bucket}"
  output h = "${topic}"
  output i = "${null}"
  output j = "${either}"
}
