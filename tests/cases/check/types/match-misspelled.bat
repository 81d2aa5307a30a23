fn instances(size: "small" | "medium" | "large"): Int = match size {
  "small" => 1
  "medum" => 2
  "large" => 3
}
