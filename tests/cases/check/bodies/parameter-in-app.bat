app Site {
  parameter size: String

  assert env.name != "x"
}
