type Source = { kind: "file", path: String } | { kind: "url", url: String, retries: Int = 3 }

fn where(source: Source): String = if source.kind == "file" then source.path else source.url

fn retries(source: Source): Int = match source {
  { kind: "file" } => 0
  { kind: "url", retries } => retries
}

stack Files {
  param source: Source
  param other: Source?

  if source.kind == "url" {
    let url = source.url
  }

  output where = "${where(source)}${retries(source)}${url ?? ""}"
  output other = if other?.kind == "file" then other.path else "none"
}
