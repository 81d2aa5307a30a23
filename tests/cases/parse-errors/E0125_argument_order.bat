let a = f(a: 1, 2, 3)
let fine = f(1, a: 2)
