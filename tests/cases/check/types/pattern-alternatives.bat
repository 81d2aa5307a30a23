type Source = { kind: "file" } | { kind: "url" }

fn known(source: Source): Bool = match source {
  { kind: "file" } | { kind: "url" } => true
}
