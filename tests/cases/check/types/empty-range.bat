stack Files {
  param port: Int(1024..=1)
  param name: String(64..=1)

  output all = "${name}:${port}"
}
