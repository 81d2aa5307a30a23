stack Files {
  param ratio: Int(0.5..=1.5)

  output ratio
}
