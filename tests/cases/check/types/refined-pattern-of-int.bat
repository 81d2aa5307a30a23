stack Files {
  param port: Int(/[0-9]+/)

  output port
}
