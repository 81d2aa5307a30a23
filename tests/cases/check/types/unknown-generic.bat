stack Files {
  param names: Set<String>
  param limits: Mapp<Int>

  output all = json([names, limits])
}
