var a = 1
const b = 2
import x from "y"
function f(x) { return x }
class Foo {
  x: 1
}
variable "region" {
  default = "x"
}
stack S {
  var c = 3
  output fine = 1
}
