stack Files {
  param _later: String
  let _old = 3

  for _ in range(2) {
    assert env.name != "x"
  }

  output squares = length([for _ in range(3): 1])
}
