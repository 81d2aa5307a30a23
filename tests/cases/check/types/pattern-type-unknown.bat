type Source = { path: String } | { url: String }

fn where(source: Source): String = match source {
  Path => source.path
  Sorce => "x"
  _ => "y"
}
