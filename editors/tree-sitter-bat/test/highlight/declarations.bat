/// The network.
// <- comment.documentation
// A comment.
// <- comment
use std.network.{Vpc, subnet_of as part}
// <- keyword.import
//  ^ module
//      ^ module
//             ^ punctuation.delimiter
//              ^ punctuation.bracket
//               ^ type
//                    ^ variable
//                              ^ keyword.import
//                                 ^ variable
use "./shared.bat" as shared
//  ^ string.special.path
//                 ^ keyword.import
//                    ^ module

type Sizing = { zones: Int(1..=6) = 2, cidr: Cidr?, name: String(/^[a-z]+$/) }
// <- keyword
//   ^ type.definition
//          ^ operator
//              ^ property
//                     ^ type.builtin
//                         ^ number
//                          ^ operator
//                             ^ number
//                                     ^ property
//                                           ^ type.builtin
//                                               ^ operator
//                                                               ^ string.regexp
//                                                                ^ string.regexp
type Tier = "public" | shared.Tier | known Map<AWS::EC2::VPC>
//          ^ string
//                   ^ operator
//                     ^ module
//                            ^ type
//                                   ^ keyword
//                                         ^ type.builtin
//                                            ^ punctuation.bracket
//                                             ^ type

fn name_of(parts: [String], glue: String = "-"): String = join(parts, glue)
// <- keyword.function
//   ^ function
//         ^ variable.parameter
//                 ^ type.builtin
//                                         ^ string
//                                               ^ type.builtin
//                                                        ^ function.builtin
//                                                             ^ variable.parameter

construct Queues {
// <- keyword
//        ^ type.definition
  param names: [String]
  // <- keyword
  //    ^ variable.parameter

  for name, i in names if i < 3 {
  // <- keyword.repeat
  //  ^ variable
  //          ^ keyword.repeat
  //                   ^ keyword.conditional
    @on_delete("Retain")
    // <- attribute
    // ^ attribute
    //         ^ string
    resource queue[name] = AWS::SQS::Queue {
    // <- keyword
    //       ^ variable
    //                     ^ type
      QueueName: "${env.name}-${name}\n"
      // <- property
      //         ^ string
      //          ^ punctuation.special
      //            ^ variable.builtin
      //                ^ property
      //                    ^ punctuation.special
      //                             ^ string.escape
      DelaySeconds: if i == 0 then 5 else -1
      //            ^ keyword.conditional
      //                 ^ operator
      //                      ^ keyword.conditional
      //                           ^ number
      //                                  ^ operator
    }
  }

  output arns = { for name, q in queue: name => q.Arn }
  // <- keyword
  //              ^ keyword.repeat
  //                                         ^ operator
  //                                              ^ property
}

resource type Custom::Migration {
// <- keyword
//       ^ keyword
//            ^ type.definition
  properties { Version: String }
  // <- keyword
  //           ^ property
}

abstract env base = Shop { region: "eu-central-1" }
// <- keyword
//       ^ keyword
//           ^ constant
//                  ^ type
//                         ^ property
env production extends base {
//             ^ keyword
//                     ^ constant
  override db.postgres["a"].instance { AllowMajorVersionUpgrade: true }
  // <- keyword
  //       ^ property
  //                        ^ property
  //                                   ^ property
  //                                                             ^ boolean
}

rule "named" for AWS::SQS::Queue as q { assert q.QueueName != null, "a name" }
// <- keyword
//           ^ keyword.repeat
//               ^ type
//                               ^ keyword
//                                  ^ variable
//                                      ^ keyword
//                                                         ^ operator
//                                                            ^ constant.builtin
test "one" for production { assert count(AWS::EC2::NatGateway) == 1 }
//             ^ constant
//                                 ^ function.builtin
//                                       ^ type
test "two" expects E0301 { let x = 1 }
//         ^ keyword
//                 ^ constant
