// Types, refinements and their regular expressions.
type Backup = { keep: Duration(1d..=35d) = 7d, window: String(/^\d\d:[0-9]{2}$/)? }
//   ^^^^^^ entity.name.type.alias
//              ^^^^ support.type.property-name
//                    ^^^^^^^^ support.type.builtin
//                             ^ constant.numeric
//                              ^ keyword.other.unit
//                               ^^^ keyword.operator.range
//                                  ^^ constant.numeric
//                                    ^ keyword.other.unit
//                                             ^^^^^^ support.type.property-name
//                                                     ^^^^^^ support.type.builtin
//                                                            ^ punctuation.definition.string.begin
//                                                             ^ keyword.control.anchor.regexp string.regexp
//                                                              ^^ constant.character.escape.regexp
//                                                                ^^ constant.character.escape.regexp
//                                                                  ^ string.regexp - keyword
//                                                                   ^ punctuation.definition.character-class.regexp
//                                                                    ^^^ constant.other.character-class.set.regexp
//                                                                        ^^^ keyword.operator.quantifier.regexp
//                                                                           ^ keyword.control.anchor.regexp
//                                                                            ^ punctuation.definition.string.end
type Name = String(1..=64, /^[^a\]]+(?:-x|y)*$/)
//          ^^^^^^ support.type.builtin
//                     ^^ constant.numeric.integer
//                       ^ punctuation.separator.comma
//                         ^ punctuation.definition.string.begin
//                           ^ punctuation.definition.character-class.regexp
//                            ^ keyword.operator.negation.regexp
//                              ^^ constant.character.escape.regexp
//                                 ^ keyword.operator.quantifier.regexp
//                                  ^^^ punctuation.definition.group.regexp
//                                       ^ keyword.operator.or.regexp
//                                          ^ keyword.operator.quantifier.regexp
//                                            ^ punctuation.definition.string.end
//                                             ^ punctuation.section.parens.end - string
type Open = Int(0..) | Int(..<10) | -1
//              ^ constant.numeric.integer
//               ^^ keyword.operator.range
//                   ^ keyword.operator.alternative
//                         ^^^ keyword.operator.range
//                            ^^ constant.numeric.integer
//                                  ^ keyword.operator.arithmetic
type Tier = { kind: "public", nat: Bool } | { kind: "private", from: String }
//            ^^^^ support.type.property-name
//                                 ^^^^ support.type.builtin
//                                        ^ keyword.operator.alternative
//                                                             ^^^^ support.type.property-name
type Either =
    | Vpc.Params
//  ^ keyword.operator.alternative
//    ^^^ entity.name.type
//        ^^^^^^ variable.other.property
    | Partial<{ a: Int }>
//    ^^^^^^^ support.type.builtin
//              ^ support.type.property-name
//                 ^^^ support.type.builtin
    | [AWS::EC2::Subnet]?
//     ^^^^^^^^^^^^^^^^ support.class.resource
//                      ^ keyword.operator.optional
type Rest = { a?: Secret<String>, "b c": Json, at: Path, d: Float, e: Size, f: Region, g: AccountId }
//            ^ support.type.property-name
//             ^ keyword.operator.optional
//                ^^^^^^ support.type.builtin
//                       ^^^^^^ support.type.builtin
//                                       ^^^^ support.type.builtin
//                                             ^^ support.type.property-name
//                                                 ^^^^ support.type.builtin
//                                                          ^^^^^ support.type.builtin
//                                                                    ^^^^ support.type.builtin
//                                                                             ^^^^^^ support.type.builtin
//                                                                                        ^^^^^^^^^ support.type.builtin
type More = { h: DomainName, i: Email, j: IpAddress, k: known (A | B) }
//               ^^^^^^^^^^ support.type.builtin
//                              ^^^^^ support.type.builtin
//                                        ^^^^^^^^^ support.type.builtin
//                                                      ^^^^^ storage.modifier
//                                                             ^ entity.name.type
//                                                                 ^ entity.name.type
