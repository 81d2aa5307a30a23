let   a=1
construct   Thing {
  param   a:Int
  let   b   =   f(1,   [2
}

let   c=3
