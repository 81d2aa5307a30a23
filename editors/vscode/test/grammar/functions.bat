// Functions are built in where they are called, and names elsewhere.
let of_0 = [all(x), any(x), asset(x), base64(x), ceil(x), cidr_contains(x)]
//          ^^^ support.function.builtin
//                  ^^^ support.function.builtin
//                          ^^^^^ support.function.builtin
//                                    ^^^^^^ support.function.builtin
//                                               ^^^^ support.function.builtin
//                                                        ^^^^^^^^^^^^^ support.function.builtin
let of_1 = [cidr_host(x), cidr_prefix(x), concat(x), contains(x), count(x), ends_with(x)]
//          ^^^^^^^^^ support.function.builtin
//                        ^^^^^^^^^^^ support.function.builtin
//                                        ^^^^^^ support.function.builtin
//                                                   ^^^^^^^^ support.function.builtin
//                                                                ^^^^^ support.function.builtin
//                                                                          ^^^^^^^^^ support.function.builtin
let of_2 = [entries(x), file(x), files(x), flatten(x), float(x), floor(x)]
//          ^^^^^^^ support.function.builtin
//                      ^^^^ support.function.builtin
//                               ^^^^^ support.function.builtin
//                                         ^^^^^^^ support.function.builtin
//                                                     ^^^^^ support.function.builtin
//                                                               ^^^^^ support.function.builtin
let of_3 = [hash(x), int(x), join(x), json(x), keys(x), known(x)]
//          ^^^^ support.function.builtin
//                   ^^^ support.function.builtin
//                           ^^^^ support.function.builtin
//                                    ^^^^ support.function.builtin
//                                             ^^^^ support.function.builtin
//                                                      ^^^^^ support.function.builtin
let of_4 = [length(x), like(x), lower(x), matches(x), max(x), merge(x)]
//          ^^^^^^ support.function.builtin
//                     ^^^^ support.function.builtin
//                              ^^^^^ support.function.builtin
//                                        ^^^^^^^ support.function.builtin
//                                                    ^^^ support.function.builtin
//                                                            ^^^^^ support.function.builtin
let of_5 = [metric(x), min(x), only(x), parse_json(x), range(x), replace(x)]
//          ^^^^^^ support.function.builtin
//                     ^^^ support.function.builtin
//                             ^^^^ support.function.builtin
//                                      ^^^^^^^^^^ support.function.builtin
//                                                     ^^^^^ support.function.builtin
//                                                               ^^^^^^^ support.function.builtin
let of_6 = [resources(x), reveal(x), reverse(x), round(x), secret(x), select(x)]
//          ^^^^^^^^^ support.function.builtin
//                        ^^^^^^ support.function.builtin
//                                   ^^^^^^^ support.function.builtin
//                                               ^^^^^ support.function.builtin
//                                                         ^^^^^^ support.function.builtin
//                                                                    ^^^^^^ support.function.builtin
let of_7 = [sha256(x), sort(x), split(x), ssm(x), ssm_secure(x), stacks(x)]
//          ^^^^^^ support.function.builtin
//                     ^^^^ support.function.builtin
//                              ^^^^^ support.function.builtin
//                                        ^^^ support.function.builtin
//                                                ^^^^^^^^^^ support.function.builtin
//                                                               ^^^^^^ support.function.builtin
let of_8 = [starts_with(x), statements(x), string(x), subnet(x), substring(x), sum(x)]
//          ^^^^^^^^^^^ support.function.builtin
//                          ^^^^^^^^^^ support.function.builtin
//                                         ^^^^^^ support.function.builtin
//                                                    ^^^^^^ support.function.builtin
//                                                               ^^^^^^^^^ support.function.builtin
//                                                                             ^^^ support.function.builtin
let of_9 = [title(x), trim(x), unchecked(x), unique(x), upper(x), values(x)]
//          ^^^^^ support.function.builtin
//                    ^^^^ support.function.builtin
//                             ^^^^^^^^^ support.function.builtin
//                                           ^^^^^^ support.function.builtin
//                                                      ^^^^^ support.function.builtin
//                                                                ^^^^^^ support.function.builtin
let of_10 = [zip(x), zones(x)]
//           ^^^ support.function.builtin
//                   ^^^^^ support.function.builtin
let names = [keys, values.length, my_length(x), x.upper]
//           ^^^^ variable.other.readwrite - support
//                 ^^^^^^ variable.other.readwrite - support
//                        ^^^^^^ variable.other.property - support
//                                ^^^^^^^^^ entity.name.function - support
//                                                ^^^^^ variable.other.property - support
