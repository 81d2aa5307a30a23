type Size = "small" | "large"

construct Json {
  param size: Size

  output size
}
