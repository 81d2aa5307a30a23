type Source = { kind: "file", path: String } | { kind: "url", url: String }

fn where(source: Source): String = match source {
  { kind: "file", path } => path
}
