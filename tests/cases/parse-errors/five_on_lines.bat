stack S {
  param a
  let b =
  resource c: AWS::S3::Bucket {}
  output d = f(1,, 2)
  assert a = b
  output fine = 1
}
