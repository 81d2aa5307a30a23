stack Files {
  param name: String
  param count: Int

  output a = name[0]
  output b = count[0]
}
