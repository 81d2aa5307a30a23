stack Files {
  param name: String
  param count: Int
  param flag: Bool

  output a = "plain ${name} ${count} ${flag} \${not} \"quoted\""
  output b = """
    several
      lines of ${name}
    """
  output c = r"raw ${text} \d"
  output d = r#"with "quotes""#
  output e = "${if flag then "nested ${name}" else "x"}"
  output f = "${upper("${name}")}"
}
