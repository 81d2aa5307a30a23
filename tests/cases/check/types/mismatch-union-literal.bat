construct Database {
  param size: "small" | "medium" | "large"

  output size
}

stack Data {
  resource a = Database { size: "medum" }
  resource b = Database { size: "huge" }
  resource c = Database { size: 3 }
}
