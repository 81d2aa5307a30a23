stack Files {
  param name: String

  output name = reveal(name, reason: "it is shown on the page")
}
