fn instances(size: "small" | "large"): Int = match size {
  "small" => 1
  "large" => 2
  "huge" => 3
}

fn again(size: "small" | "large"): Int = match size {
  "small" => 1
  "small" => 2
  "large" => 2
}

fn rest(size: "small" | "large"): Int = match size {
  "small" => 1
  "large" => 2
  _ => 3
}
