stack Files {
  parameter size: "small" | "large" { default: "medium" }
  parameter count: Int { defualt: 3 }
  parameter name: String { min_length: "3", description: "x" }

  output all = "${size}${count}${name}"
}
