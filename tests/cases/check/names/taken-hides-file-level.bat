let retention = 30

stack Files {
  let retention = 60

  output days = retention
}
