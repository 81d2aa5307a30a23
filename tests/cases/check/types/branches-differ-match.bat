fn port(size: "small" | "large"): Json = {
  a: match size {
    "small" => 1
    "large" => "two"
  }
}

