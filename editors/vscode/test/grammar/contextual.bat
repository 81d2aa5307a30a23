// Keywords are names where the grammar takes names.
let fields = {
  resource: 1, type: 2, param: 3, let: 4, output: 5, stack: 6
//^^^^^^^^ support.type.property-name - storage
//             ^^^^ support.type.property-name - storage
//                      ^^^^^ support.type.property-name - storage
//                                ^^^ support.type.property-name - storage
//                                        ^^^^^^ support.type.property-name - storage
//                                                   ^^^^^ support.type.property-name - storage
  if: 1, then: 2, else: 3, for: 4, in: 5, match: 6, as: 7, use: 8
//^^ support.type.property-name - keyword
//       ^^^^ support.type.property-name - keyword
//                ^^^^ support.type.property-name - keyword
//                         ^^^ support.type.property-name - keyword
//                                 ^^ support.type.property-name - keyword
//                                        ^^^^^ support.type.property-name - keyword
//                                                  ^^ support.type.property-name - keyword
//                                                         ^^^ support.type.property-name - keyword
  tags: { a: 1 }, settings: {}, env: 2, test: "a", rule: "b"
//^^^^ support.type.property-name - keyword
//                ^^^^^^^^ support.type.property-name - keyword
//                              ^^^ support.type.property-name - storage
//                                      ^^^^ support.type.property-name - storage
//                                                 ^^^^ support.type.property-name - storage
  true: 1, null: 2, String: 3, Int: 4, length: 5, AWS: 6
//^^^^ support.type.property-name - constant
//         ^^^^ support.type.property-name - constant
//                  ^^^^^^ support.type.property-name - support.type.builtin
//                             ^^^ support.type.property-name - support.type.builtin
//                                     ^^^^^^ support.type.property-name - support.function
//                                                ^^^ support.type.property-name
  Resource: r.type, app: a.if, known: known(x), override: {}
//^^^^^^^^ support.type.property-name
//            ^^^^ variable.other.property - storage
//                  ^^^ support.type.property-name - storage
//                         ^^ variable.other.property - keyword
//                             ^^^^^ support.type.property-name - storage
//                                    ^^^^^ support.function.builtin - storage
//                                              ^^^^^^^^ support.type.property-name - storage
}
let shorthand = {
  settings, output, type, length
//^^^^^^^^ variable.other.readwrite
//          ^^^^^^ variable.other.readwrite
//                  ^^^^ variable.other.readwrite
//                        ^^^^^^ variable.other.readwrite - support
  stack
}
let names = [for output in outputs if param then param else type: resource]
//           ^^^ keyword.control.loop
//               ^^^^^^ variable.other.readwrite - storage
//                      ^^ keyword.control.loop
//                         ^^^^^^^ variable.other.readwrite
//                                 ^^ keyword.control.conditional
//                                    ^^^^^ variable.other.readwrite - storage
//                                          ^^^^ keyword.control.conditional
//                                               ^^^^^ variable.other.readwrite - storage
//                                                     ^^^^ keyword.control.conditional
let parts = settings.tags & stack.settings
//          ^^^^^^^^ variable.other.readwrite
//                   ^^^^ variable.other.property
//                          ^^^^^ variable.language
//                                ^^^^^^^^ variable.other.property
let words = letter + params + iffy + inner + asset + typed
//          ^^^^^^ variable.other.readwrite - storage
//                   ^^^^^^ variable.other.readwrite
//                            ^^^^ variable.other.readwrite - keyword
//                                   ^^^^^ variable.other.readwrite - keyword
//                                           ^^^^^ variable.other.readwrite
//                                                   ^^^^^ variable.other.readwrite
construct Statements {
// <--------- storage.type.construct
  param type: String
//^^^^^ storage.type.param
//      ^^^^ variable.parameter
  let resource = type
//^^^ storage.type.value
//    ^^^^^^^^ variable.other.definition
//               ^^^^ variable.other.readwrite
  resource stack = AWS::SQS::Queue { QueueName: resource }
//^^^^^^^^ storage.type.resource
//         ^^^^^ variable.other.definition
//                                              ^^^^^^^^ variable.other.readwrite
}
