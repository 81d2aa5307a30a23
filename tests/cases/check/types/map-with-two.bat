stack Files {
  param sizes: Map<String, Int>

  output all = json(sizes)
}
