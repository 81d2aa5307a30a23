stack Files {
  param size: "small" | "medium" | "large"

  if size == "small" {
    let days = 1d
  } else if size == "medium" {
    let days = 7d
  } else {
    let days = 30d
  }

  output days = days.days
}
