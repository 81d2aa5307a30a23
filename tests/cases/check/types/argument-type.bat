stack Files {
  param names: [String]

  output a = upper(5)
  output b = join(names)
  output c = join(names, 5)
  output d = length(5)
  output e = split(names, ",")
  output f = subnet("10.0.0.0", slot: 1, prefix: 24)
  output g = replace("a", "b")
}
