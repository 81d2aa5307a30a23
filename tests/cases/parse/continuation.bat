let a = x
  .y
  ?.z
  ?? w
let b = x &&
  // a comment between
  y ||

  z
let c =
  // comment
  1
let d = [
  x
  -y
]
let e = [
  x
  ...y
]
let f = f(a,
  b)
let g = if a then
  b
else
  c
type T =
  | "a"   // one
  | "b"
let h = { a: x
    .y, then: 1
  else: 2 }
stack S {
  if a { }
  else { }
  param m: Map<String>
  param n: Int
  output o
}
