let a = {}
let b = { a: 1, b, "c-d": 2, [e]: 3, ["f-${g}"]: 4, ...h }
let c = {
  a: 1
  b: 2, c: 3

  d
  ...e
}
let d = { if https: port: 443, if x: ...y, if z: w, if a: if b: c: 1 }
let e = { for x in xs: x.name => x }
let f = { for k, v in m if v != null: "x-${k}" => { v } }
let g = {
  key:
    "value"
  list: [
    1
  ]
}
