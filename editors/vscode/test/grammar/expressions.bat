// Operators, calls, comprehensions, matches and records.
let numbers = [1, 1_000, 1.5, 30d, 12h, 5min, 60s, 250ms, 20GiB, 512MiB, 4KiB, 1TiB, 10B]
//             ^ constant.numeric.integer
//                ^^^^^ constant.numeric.integer
//                       ^^^ constant.numeric.float
//                            ^^ constant.numeric - keyword
//                              ^ keyword.other.unit
//                                 ^^ constant.numeric
//                                   ^ keyword.other.unit
//                                      ^ constant.numeric
//                                       ^^^ keyword.other.unit
//                                            ^^ constant.numeric
//                                              ^ keyword.other.unit
//                                                 ^^^ constant.numeric
//                                                    ^^ keyword.other.unit
//                                                        ^^ constant.numeric
//                                                          ^^^ keyword.other.unit
//                                                               ^^^ constant.numeric
//                                                                  ^^^ keyword.other.unit
//                                                                       ^ constant.numeric
//                                                                        ^^^ keyword.other.unit
//                                                                             ^ constant.numeric
//                                                                              ^^^ keyword.other.unit
//                                                                                   ^^ constant.numeric
//                                                                                     ^ keyword.other.unit
let sums = -a + b * c / d % e
//       ^ keyword.operator.assignment
//         ^ keyword.operator.arithmetic
//          ^ variable.other.readwrite
//            ^ keyword.operator.arithmetic
//                ^ keyword.operator.arithmetic
//                    ^ keyword.operator.arithmetic
//                        ^ keyword.operator.arithmetic
let halves = { big: f(a) / 2, small: (a) / 2 / 3 }
//             ^^^ support.type.property-name
//                  ^ entity.name.function
//                       ^ keyword.operator.arithmetic
//                         ^ constant.numeric.integer
//                            ^^^^^ support.type.property-name
//                                       ^ keyword.operator.arithmetic - string
//                                           ^ keyword.operator.arithmetic - string
let tests = a == b || a != b && !(a <= b) || a >= b || a < b || a > b
//            ^^ keyword.operator.comparison
//                 ^^ keyword.operator.logical
//                      ^^ keyword.operator.comparison
//                           ^^ keyword.operator.logical
//                              ^ keyword.operator.logical
//                                  ^^ keyword.operator.comparison
//                                             ^^ keyword.operator.comparison
//                                                       ^ keyword.operator.comparison
//                                                                ^ keyword.operator.comparison
let found = web?.zone ?? base & { class: "db.t3.large" }
//          ^^^ variable.other.readwrite
//             ^^ punctuation.accessor
//               ^^^^ variable.other.property
//                    ^^ keyword.operator.coalescing
//                            ^ keyword.operator.merge
//                                ^^^^^ support.type.property-name
let chosen = if length(names) > 3 then "big" else "small"
//           ^^ keyword.control.conditional
//              ^^^^^^ support.function.builtin meta.condition
//                                ^^^^ keyword.control.conditional
//                                     ^^^^^ string.quoted.double - meta.condition
//                                           ^^^^ keyword.control.conditional
let over = if a
  then b
//^^^^ keyword.control.conditional
//     ^ variable.other.readwrite
  else c
//^^^^ keyword.control.conditional
//     ^ variable.other.readwrite
let elements = [a, if https: b, ...xs, if a == "c": c]
//                 ^^ keyword.control.conditional
//                    ^^^^^ variable.other.readwrite meta.condition
//                         ^ punctuation.separator.key-value
//                           ^ variable.other.readwrite - meta.condition
//                              ^^^ keyword.operator.spread
//                                 ^^ variable.other.readwrite
//                                     ^^ keyword.control.conditional
//                                             ^^^ string.quoted.double
//                                                  ^ variable.other.readwrite
let record = {
  if by_name.a == 0: first: true
//^^ keyword.control.conditional
//   ^^^^^^^ variable.other.readwrite - support.type.property-name
//                ^ constant.numeric.integer
//                   ^^^^^ support.type.property-name
//                          ^^^^ constant.language.boolean
  "quoted key": 1, [upper("ssh")]: 22
//^^^^^^^^^^^^ string.quoted.double
//            ^ punctuation.separator.key-value
//                  ^^^^^ support.function.builtin
//                                 ^^ constant.numeric.integer
  ...base, vpc
//^^^ keyword.operator.spread
//   ^^^^ variable.other.readwrite
//         ^^^ variable.other.readwrite
}
let list = [for n in names if n != "c": upper(n)]
//          ^^^ keyword.control.loop
//              ^ variable.other.readwrite meta.loop
//                ^^ keyword.control.loop
//                   ^^^^^ variable.other.readwrite
//                         ^^ keyword.control.conditional meta.loop
//                                    ^ punctuation.separator.key-value
//                                      ^^^^^ support.function.builtin - meta.loop
let map = { for k, v in values(topic): k => v.Arn }
//          ^^^ keyword.control.loop
//              ^ variable.other.readwrite
//                 ^ variable.other.readwrite
//                      ^^^^^^ support.function.builtin
//                             ^^^^^ variable.other.readwrite - support.type
//                                     ^ variable.other.readwrite
//                                       ^^ keyword.operator.arrow
//                                            ^^^ variable.other.property
let nested = [
  for tier, row in queue
//^^^ keyword.control.loop
//              ^^ keyword.control.loop
  if tier != "a": [for q in row: q.Arn]
//^^ keyword.control.conditional
//   ^^^^ variable.other.readwrite
//                 ^^^ keyword.control.loop
//                          ^^^ variable.other.readwrite - support.type
]
let outcome = match tier {
//            ^^^^^ keyword.control.conditional
//                  ^^^^ variable.other.readwrite
  "public" | "open" => 1
//^^^^^^^^ string.quoted.double
//         ^ keyword.operator.alternative
//                  ^^ keyword.operator.arrow
  { kind: "private", from } as whole => whole.from
//  ^^^^ support.type.property-name
//                   ^^^^ variable.other.readwrite
//                          ^^ keyword.control.as
//                             ^^^^^ variable.other.readwrite
  null => -1
//^^^^ constant.language.null
//        ^ keyword.operator.arithmetic
//         ^ constant.numeric.integer
  AWS::EC2::VPC => 3
//^^^^^^^^^^^^^ support.class.resource
    _ => 2
//  ^ variable.language.wildcard
//    ^^ keyword.operator.arrow
}
let called = shared.name_of([a], slot: 3)
//           ^^^^^^ variable.other.readwrite
//                 ^ punctuation.accessor
//                  ^^^^^^^ entity.name.function
//                               ^^^^ support.type.property-name
//                                     ^ constant.numeric.integer
let keys_first = topic["orders"][0].Arn
//  ^^^^^^^^^^ variable.other.definition
//               ^^^^^ variable.other.readwrite
//                     ^^^^^^^^ string.quoted.double
//                               ^ constant.numeric.integer
//                                  ^^^ variable.other.property - entity.name.type
let escape = unchecked(reveal(password, reason: "an agent reads it"))
//           ^^^^^^^^^ support.function.builtin
//                     ^^^^^^ support.function.builtin
//                                      ^^^^^^ support.type.property-name
let joined = names
//  ^^^^^^ variable.other.definition
  .first
//^^^^^^ - support.type
