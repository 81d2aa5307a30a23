let keys = { if: 1, then: 2, resource: 3, "quoted": 4, [upper("ssh")]: 22, shared }
// <- keyword
//  ^ variable
//           ^ property
//                  ^ property
//                           ^ property
//                                        ^ property
//                                                     ^ punctuation.bracket
//                                                      ^ function.builtin
//                                                            ^ string
//                                                                         ^ property
let units = [30d, 12h, 1_000, 1.5, 20GiB]
//           ^ number
//                ^ number
//                     ^ number
//                            ^ number.float
//                                 ^ number
let list = [a, if b: c, ...d, match e { "x" | "y" as z => 1, { kind: "k", port } => port, _ => shared.fn(a: 2) }]
//          ^ variable
//             ^ keyword.conditional
//                      ^ operator
//                            ^ keyword.conditional
//                                                ^ keyword
//                                          ^ operator
//                                                     ^ operator
//                                                             ^ property
//                                                                        ^ property
//                                                                                        ^ variable.builtin
//                                                                                             ^ variable
//                                                                                                    ^ function.call
//                                                                                                       ^ variable.parameter
let text = """
//         ^ string
  #!/bin/sh "quoted" \${HOME} ${env.name ?? "none"}
  // <- string
  //                 ^ string.escape
  //                          ^ punctuation.special
  //                                     ^ operator
  """
let raw = r#"^"\d{12}$"# + x?.y[0]
//        ^ string
//             ^ string
//                       ^ operator
//                          ^ punctuation.delimiter
//                            ^ property
