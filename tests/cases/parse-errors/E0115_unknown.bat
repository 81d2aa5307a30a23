stak A {
  output x = 1
}
x = 1
hello world
more text

stack B {
  resorce a = T {}
  b = 2
  && c
  42
  "text"
  output fine = 1
}
