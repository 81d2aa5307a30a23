stack Files {
  param first: String = second
  param second: String = first

  output both = "${first}${second}"
}
