stack   A {
  # one
  # two
  let   a=1   # three
  let   b  =  {
    x:1 # four
  }
  # five
}
# six
let   c=1 # seven
