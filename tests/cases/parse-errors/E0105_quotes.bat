let a = 'single'
let b = `tick`
let c = “curly”
let d = { 'key': 1, b: 'x' }
let e = 'it is
let f = 'say "hi"'
use './x.bat'.{a}
let fine = 1
