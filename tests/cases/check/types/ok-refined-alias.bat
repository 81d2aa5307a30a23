type Port = Int(1..=65535)

stack Files {
  param port: Port(1..=1024)

  output port
}
