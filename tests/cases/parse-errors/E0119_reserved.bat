let if = 1
let true = 2
stack S {
  param in: Int
  for match in xs {}
  resource then = T {}
  output fine = 1
}
fn null(): Int = 1
