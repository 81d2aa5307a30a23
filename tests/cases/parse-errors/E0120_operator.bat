let a = b === c
let d = b !== c
let e = b and c or not d
let f = a | b
let g = a ? b : c
let h = x in xs
let i = [x for x in xs]
let j = xs.map(x => x + 1)
let k = a is null
let l = a++
let m = b if c else d
let n = a as String
stack S {
  assert a = b
  if a = b {
    output fine = 1
  }
  let v = [Vpc { cidr: "x" }]
}
let list = ["a": 1]
