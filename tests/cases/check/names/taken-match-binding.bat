type Source = { kind: "file", path: String } | { kind: "url", url: String }

stack Files {
  param path: String
  param source: Source

  output where = match source {
    { kind: "file", path } => path
    { kind: "url", url } => "${path}${url}"
  }
}
