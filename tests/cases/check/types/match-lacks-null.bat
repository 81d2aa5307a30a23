fn named(name: String?): String = match name {
  "x" => "y"
  null => "z"
}

fn size(size: ("small" | "large")?): Int = match size {
  "small" => 1
  "large" => 2
}
