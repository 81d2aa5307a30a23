stack Files {
  param names: [String]
  param limits: Map<Int>

  output a = names["first"]
  output b = "${limits[true]}"
}
