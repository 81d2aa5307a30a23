stack Files {
  param count: Int?
  param name: String?

  output a = "${(count ?? 0) + 1}"
  output b = count + 1
  output c = count > 3
  output d = "${name}"
}
