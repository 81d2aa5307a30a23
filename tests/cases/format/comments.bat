//at the top
use std.network.{ // opening
  Vpc // behind a name
  // before the closing brace
}
// before a declaration

// apart

let a = // behind the sign
  1
let b = [ // behind a bracket
  1, // behind a comma
  // between
  2 // last

  // at the end

]
let c = {
  // alone
}
let d = [ // alone, too
]
let e = x + // behind an operator
  y
let f = if c then // behind then
  1 // behind a value
  // before else
  else 2
let g = f(
  // before an argument
  1
)
let h = (
  // in parentheses
  1
)
let i = x
  // before a dot
  .b
let j = [for x in xs: // behind a colon
  x]
type T = {
  /// Documentation.
  // and a comment
  a: Int // behind a field
  // the last
} // behind a type

type U =
  // before the first
  "a" // behind it
  | "b"
/// Documentation.
// Between documentation and decorator.
@was("x") // behind a decorator
// before the keyword
construct Thing { // behind a brace
  param a: Int // behind a param


  // a group


  param b: Int = // behind the sign
    1

  if a == 1 { // behind the head
    // nothing
  } // behind the body
  // before else
  else { // behind else
    let x = 1 }
  for x in xs {
    assert x, // behind the comma
      "text"
    // at the end of a body
  }

  // at the end of it

}
let k = match x {
  // before an arm
  "a" => 1 // behind an arm
  "b" => // behind an arrow
    2
}
fn f(
  // before a parameter
  a: Int, // behind it
): Int = a
// at the end
