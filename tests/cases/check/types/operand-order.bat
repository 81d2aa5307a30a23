stack Files {
  param name: String
  param count: Int
  param kept: Duration
  param size: Size

  assert count > "1"
  assert kept > 30
  assert kept > size
  assert name > 3
  assert [1] > [2]
}
