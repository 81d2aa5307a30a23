stack Files {
  param name: String
  param count: Int
  param kept: Duration

  output a = name + "-suffix"
  output b = count + "1"
  output c = kept + 1
  output d = [1] + [2]
  output e = -name
  output f = count * true
  output g = kept * kept
  output h = { a: 1 } + { b: 2 }
}
