stack Files {
  param flag: Bool(1..=2)

  output flag
}
