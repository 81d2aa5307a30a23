stack Files {
  param names: [String]
  param name: String
  param limits: Map<Int>
  param more: [String]?

  output a = json({ ...names })
  output b = json([...name])
  output c = json([...limits])
  output d = json([...more])
  output e = json({ ...name })
}
