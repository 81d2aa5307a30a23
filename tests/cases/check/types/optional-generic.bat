stack Files {
  param name: Optional<String>

  output all = name
}
