let a = []
let b = [1, 2, 3,]
let c = [
  1
  2, 3
  // comment
  4
]
let d = [a, if https: b, ...xs, if x: ...ys, if a: if b: c]
let e = [if a then b else c, if d: if e then f else g]
let f = [[1], [[2]], { a: [3] }]
let g = [for x in xs: x]
let h = [for k, v in m if v > 1: "${k}=${v}"]
let i = [
  for x in xs if x > 1:
    x
]
let j = [
  for x in xs
  if x > 1: x
]
let k = {
  for key, value
  in [
    1
    2
  ]
  if value > 1
  : key => value
}
let l = [
  1
  if x: 2
]
