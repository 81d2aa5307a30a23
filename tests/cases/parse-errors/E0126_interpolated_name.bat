use "./${x}.bat".{a}
type T = "a-${b}" | "c"
let a = { "k-${v}": 1 }
let m = match x { "a-${b}" => 1 }
test "name ${x}" for e {}
stack S {
  fragment "Rules.${x}" = {}
}
