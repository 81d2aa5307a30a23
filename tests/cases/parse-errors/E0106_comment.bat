# a comment
let a = 1 # another
/* a block
   over lines */
let b = /* inside */ 2
let fine = 1
