let a = if x then 1
let b = [if x then 1, 2]
stack S {
  if a {
  } elif b {
  }
  else {
    output x = 1
  }
  let c = if a { 1 } else { 2 }
  let d = if a then 1 else
  output fine = 1
}
