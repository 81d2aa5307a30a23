let = 1
let a
let b 2
type T
type U = 
fn f: Int = 1
fn g(a) = 1
fn h(a: Int) = 1
construct
construct C
stack S {
  param
  param a
  param b =
  param c: = 1
  resource
  resource d
  resource e =
  resource f = {}
  resource g AWS::S3::Bucket {}
  output
  output h =
  if { }
  if a
  for { }
  for x { }
  for x in { }
  for x, y, z in xs { }
  assert
  assert a,
  tags
  settings = { a: 1 }
  transform
  fragment = {}
  fragment "x" {}
  let i = a.
  let j = a?.
  let k = f(
  let l = a[]
  let m = (1 2)
  let n = [1 2, 3]
  let o = { a: , b: 1 }
  let p = { a: 1 b: 2 }
  let q = { 5 }
  let r = { vpc.id }
  let s = match
  let t = match x
  let u = match x { a }
  let v = match x { "a" => }
  let w = [for x xs: x]
  let x = [for x in xs x]
  let y = { for x in xs: x }
  let z = 1 + * 2
  let aa = 1 2
  parameter X
  existing y
  stack z
  @
  output fine = 1
}
env e
env f =
env g = App
env h {
}
env i extends
abstract
rule
rule "x"
rule "x" for
rule "x" for A
test "x" for
test "x" expects
test "x" {
}
use
use std.network
use "./x.bat"
use "./x.bat".{}
use "./x.bat".{a as}
resource type
resource type Custom::X
resource type Mine {
  props {}
  properties
}
