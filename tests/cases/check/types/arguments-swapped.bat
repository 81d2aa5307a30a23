stack Files {
  param names: [String]

  output a = join("-", names)
  output b = contains("a", names)
}
