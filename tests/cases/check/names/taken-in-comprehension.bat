stack Files {
  param name: String
  param names: [String]

  output all = join([for name in names: "${name}!"], ",")
  output name
}
