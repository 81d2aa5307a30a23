let a = 1 < x < 10
let b = a == b == c
let c = a < b == c > d
let fine = (a == b) == c
