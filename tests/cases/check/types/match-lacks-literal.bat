fn instances(size: "small" | "medium" | "large"): Int = match size {
  "small" => 1
  "large" => 3
}
