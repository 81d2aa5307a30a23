// Names that are words of the language, where they must not begin a line.
let a = { x: someverylongnameofathing && someverylongnameofathing && someverylongnameofathing && someverylongname && test == 1 }
let c = someverylongnameofathing && someverylongnameofathing && someverylongnameofathing && someverylongname && app == 2
let d = [
  3, test == 1
  4
]
let e = match x { test => 1, app => 2, env => {a: 1, b: someverylongnameofathing && someverylongnameofathing, someverylongnameofathing } }
let f = [...f(true, 20GiB), "text", "a very long text, longer than half a line has room for, so that lines end and it"] + test
let g = [a, test
  // the stage
  .days, 1]
let h = [x, b &&
  // alone on its line
  test, 1]
use "./x".{stack as s, app as b, somethingverylongindeedsothatitdoesnotfit, somethingverylongindeedsothatitdoesnotfit2}

// What would look like the head of a statement.
let a = [
  // comment
  for x
  in match y {
    "a" => [1]
    "b" => [2]
  }: x
]
let b = length(1, length(if (match a {
  "a" => 1
  "b" => 2 }) == f("""
    a
    """) then 1 else 1))
let c = [if (if {
    a: 1
  } == b then 1 else 2) == """
    a
    """ then 3 else 4]

// Commas that are needed.
type A = String(/^[a-z]+$/, // letters
  1..=64)
