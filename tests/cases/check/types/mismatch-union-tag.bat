type Source = { kind: "file", path: String } | { kind: "url", url: String, retries: Int = 3 }

construct Reader {
  param source: Source

  output where = match source {
    { kind: "file", path } => path
    { kind: "url", url } => url
  }
}

stack Files {
  resource misspelled = Reader { source: { kind: "fiel", path: "x" } }
  resource other = Reader { source: { kind: "file", url: "x" } }
  resource untagged = Reader { source: { path: "x" } }
  resource lacking = Reader { source: { kind: "url" } }
  resource typed = Reader { source: { kind: "url", url: 5 } }
}
