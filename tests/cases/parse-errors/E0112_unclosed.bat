stack A {
  resource a = T {
    x: 1
  resource b = T { y: [1, 2 }
  let c = f(1
  let d = [
    1
    2
  let e = { a: [1
    b: 2 }
  output fine = 1
}

stack B {
  for x in xs {
    resource b[x] = T {}
  output y = 1
}

stack C {
  output z = 1

stack D {
  let a = (1 + 2
  let m: Map<Int
  output fine = 1
}
let last = {
  a: [
