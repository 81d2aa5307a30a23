type Class = "small" | "large"

stack Files {
  output class = Class
}
