resource x = AWS::S3::Bucket {}
param y: Int
for a in b {
  output c
}
app A {
  resource r = T {}
  output o = 1
  stack s = S {}
}
stack S {
  stack t = T {}
  type X = Int
  use std.x.{a}
  if a {
    param p: Int
    tags { a: "b" }
  }
  output fine = 1
}
construct C {
  settings { region: "x" }
  tags { A: "b" }
}
rule "r" for A as r {
  resource x = T {}
  assert true
}
stack s = S {}
