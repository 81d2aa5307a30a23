stack A {
  resource a = T { x: 1 }}
  resource b = T { y: 2 }
  output c = 1
}
stack B {
  let a = 1)
  let b = [1, 2]]
  ]
  output fine = 1
}
}
let fine = 1
