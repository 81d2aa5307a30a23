stack Files {
  param name: String(-3..=-1)

  output name
}
