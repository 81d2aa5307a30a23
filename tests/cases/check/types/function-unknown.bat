stack Files {
  param names: [String]

  output a = lenght(names)
  output b = len(names)
  output c = size(names)
  output d = toUpper("x")
  output e = jsonencode(names)
  output f = format("x-%s", "y")
  output g = cidrsubnet("10.0.0.0/16", 8, 1)
  output h = startswith("x", "y")
  output i = console.log("x")
  output j = names.map(1)
}
