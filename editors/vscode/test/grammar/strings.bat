// Strings of all kinds, with code in them.
let plain = "a \n \" \\ \$ \u{1F600} b"
//          ^ punctuation.definition.string.begin
//           ^ string.quoted.double
//             ^^ constant.character.escape
//                ^^ constant.character.escape
//                   ^^ constant.character.escape
//                      ^^ constant.character.escape
//                         ^^^^^^^^^ constant.character.escape
//                                   ^ string.quoted.double
//                                    ^ punctuation.definition.string.end
let empty = ""
//          ^ punctuation.definition.string.begin
//           ^ punctuation.definition.string.end
let dollars = "$5 and $ {x} and \${x}"
//             ^^ string.quoted.double - meta.interpolation
//                      ^^^ string.quoted.double - meta.interpolation
//                              ^^ constant.character.escape
//                                ^^^ - meta.interpolation
let code = "for ${retention.days} days" // outside
//              ^^ punctuation.section.interpolation.begin
//                ^^^^^^^^^ variable.other.readwrite meta.embedded.line
//                          ^^^^ variable.other.property
//                              ^ punctuation.section.interpolation.end
//                               ^^^^^ string.quoted.double - meta.interpolation
//                                      ^^^^^^^^^^ comment.line.double-slash - string
let deep = "a ${f({ b: "c ${d["e"]} }" }, if x: 1)} g"
//            ^^ punctuation.section.interpolation.begin
//              ^ entity.name.function
//                ^ punctuation.section.braces.begin
//                  ^ support.type.property-name
//                     ^ punctuation.definition.string.begin
//                        ^^ punctuation.section.interpolation.begin
//                          ^ variable.other.readwrite
//                            ^^^ string.quoted.double meta.interpolation
//                                ^ punctuation.section.interpolation.end
//                                  ^ string.quoted.double - punctuation
//                                   ^ punctuation.definition.string.end
//                                     ^ punctuation.section.braces.end
//                                        ^^ keyword.control.conditional
//                                                ^ punctuation.section.interpolation.end
//                                                  ^ string.quoted.double - meta.interpolation
//                                                   ^ punctuation.definition.string.end
let script = """
//           ^^^ punctuation.definition.string.begin
  #!/bin/sh
//^^^^^^ string.quoted.triple
    // no comment, "quoted", and \${HOME} ${env.name}
//  ^^ string.quoted.triple - comment
//                 ^^^^^^^^ string.quoted.triple - punctuation
//                               ^^ constant.character.escape
//                                 ^^^^^^ string.quoted.triple - meta.interpolation
//                                          ^^^ variable.language
  """
let after = 1
// <--- storage.type.value - string
let texts = [r"\d ${no} ", r#"a "b" ${c}"#, r##"d "# e"##]
//           ^ storage.type.string
//            ^ punctuation.definition.string.begin
//             ^^^^^^^^^ string.quoted.other.raw - constant - meta.interpolation
//                      ^ punctuation.definition.string.end
//                         ^ storage.type.string
//                          ^^ punctuation.definition.string.begin
//                              ^^^ string.quoted.other.raw - punctuation
//                                  ^^^^ string.quoted.other.raw - meta.interpolation
//                                      ^^ punctuation.definition.string.end
//                                          ^ storage.type.string
//                                           ^^^ punctuation.definition.string.begin
//                                                ^^^^ string.quoted.other.raw - punctuation
//                                                    ^^^ punctuation.definition.string.end
//                                                       ^ punctuation.section.brackets.end - string
let lines = r#"
  several "lines"
//^^^^^^^ string.quoted.other.raw
  "#
let end = 1
// <--- storage.type.value - string
