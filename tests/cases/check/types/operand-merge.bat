stack Files {
  param name: String
  param names: [String]

  output a = name & "x"
  output b = names & ["x"]
}
