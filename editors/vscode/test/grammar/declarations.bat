// Declarations at file level and the statements of bodies.
use std.network.{Vpc as Net, SecurityGroup}
// <--- keyword.control.import
//  ^^^^^^^^^^^ entity.name.namespace
//             ^ punctuation.accessor
//              ^ punctuation.section.braces.begin
//               ^^^ entity.name.type
//                   ^^ keyword.control.as
//                      ^^^ entity.name.type
//                         ^ punctuation.separator.comma
//                           ^^^^^^^^^^^^^ entity.name.type
//                                        ^ punctuation.section.braces.end
use "./shared.bat" as shared
// <--- keyword.control.import
//  ^^^^^^^^^^^^^^ string.quoted.double
//                 ^^ keyword.control.as
//                    ^^^^^^ variable.other.readwrite
use std.policy

type Sizing = { zones: Int(1..=6) = 2, cidr: Cidr }
// <---- storage.type.type
//   ^^^^^^ entity.name.type.alias
//          ^ keyword.operator.assignment
//              ^^^^^ support.type.property-name
//                     ^^^ support.type.builtin
//                         ^ constant.numeric.integer
//                          ^^^ keyword.operator.range
//                             ^ constant.numeric.integer
//                                  ^ constant.numeric.integer
//                                           ^^^^ support.type.builtin
let retention: Duration = 30d
// <--- storage.type.value
//  ^^^^^^^^^ variable.other.definition
//             ^^^^^^^^ support.type.builtin
//                        ^^ constant.numeric
//                          ^ keyword.other.unit
fn name_of(parts: [String], glue: String = join([], glue: "-")): String = lower(join(parts, glue))
// <-- storage.type.function
// ^^^^^^^ entity.name.function
//         ^^^^^ variable.parameter meta.function.parameters
//                 ^^^^^^ support.type.builtin
//                          ^^^^ variable.parameter
//                                         ^^^^ support.function.builtin
//                                                  ^^^^ support.type.property-name
//                                                            ^^^ - variable
//                                                               ^^^^^^ support.type.builtin - meta.function
//                                                                        ^^^^^ support.function.builtin
//                                                                              ^^^^ support.function.builtin
//                                                                                   ^^^^^ variable.other.readwrite

construct Topics {
// <--------- storage.type.construct
//        ^^^^^^ entity.name.type.construct
//               ^ punctuation.section.braces.begin
  param names: [String]
//^^^^^ storage.type.param
//      ^^^^^ variable.parameter
//           ^ punctuation.separator.key-value
//             ^ punctuation.section.brackets.begin
//              ^^^^^^ support.type.builtin
  param known_at_build: known Map<Int> = {}
//      ^^^^^^^^^^^^^^ variable.parameter
//                      ^^^^^ storage.modifier
//                            ^^^ support.type.builtin
//                               ^ keyword.operator.comparison
//                                ^^^ support.type.builtin
  param on_delete: "Delete" | "Retain" = "Retain"
//      ^^^^^^^^^ variable.parameter
//                 ^^^^^^^^ string.quoted.double
//                          ^ keyword.operator.alternative
//                                     ^ keyword.operator.assignment

  for i, name in names if name != "x" {
//^^^ keyword.control.loop
//    ^ variable.other.readwrite
//       ^^^^ variable.other.readwrite
//            ^^ keyword.control.loop
//               ^^^^^ variable.other.readwrite
//                     ^^ keyword.control.conditional
//                             ^^ keyword.operator.comparison
    @on_delete(on_delete)
//  ^ punctuation.definition.decorator
//   ^^^^^^^^^ entity.name.function.decorator
//             ^^^^^^^^^ variable.other.readwrite
    @was("old[\"a\"]") @allow("topics are encrypted", reason: "public")
//   ^^^ entity.name.function.decorator
//        ^^^ string.quoted.double
//            ^^ constant.character.escape
//                     ^ punctuation.definition.decorator
//                      ^^^^^ entity.name.function.decorator
//                                                    ^^^^^^ support.type.property-name
    resource topic[name] = AWS::SNS::Topic { TopicName: name_of([name, env.name]) }
//  ^^^^^^^^ storage.type.resource
//           ^^^^^ variable.other.definition
//                 ^^^^ variable.other.readwrite
//                       ^ keyword.operator.assignment
//                         ^^^^^^^^^^^^^^^ support.class.resource
//                                           ^^^^^^^^^ support.type.property-name
//                                                      ^^^^^^^ entity.name.function
//                                                                     ^^^ variable.language
//                                                                        ^ punctuation.accessor
//                                                                         ^^^^ variable.other.property
  }

  existing vpc = AWS::EC2::VPC { VpcId: "vpc-1" }
//^^^^^^^^ storage.type.resource
//         ^^^ variable.other.definition
//               ^^^^^^^^^^^^^ support.class.resource
//                               ^^^^^ support.type.property-name
  parameter size: "t3.micro" | "t3.small" { default: "t3.micro" }
//^^^^^^^^^ storage.type.param
//          ^^^^ variable.parameter
//                                          ^^^^^^^ support.type.property-name
  transform "AWS::LanguageExtensions"
//^^^^^^^^^ keyword.other.transform
//          ^^^^ string.quoted.double
  fragment "Rules.Region" = { Assertions: [] }
//^^^^^^^^ keyword.other.fragment
//         ^^^^^^ string.quoted.double
//                            ^^^^^^^^^^ support.type.property-name
  assert length(names) > 1, "found ${length(names)}"
//^^^^^^ keyword.other.assert
//       ^^^^^^ support.function.builtin
//                     ^ keyword.operator.comparison
//                           ^^^^^ string.quoted.double
//                                 ^^ punctuation.section.interpolation.begin
//                                   ^^^^^^ support.function.builtin meta.interpolation
//                                                ^ punctuation.section.interpolation.end
  assert !env.production
//^^^^^^ keyword.other.assert
//       ^ keyword.operator.logical
//        ^^^ variable.language
//            ^^^^^^^^^^ variable.other.property
  output arns: [Arn] = [for name, t in topic: t.TopicArn]
//^^^^^^ storage.type.value
//       ^^^^ variable.other.definition
//              ^^^ support.type.builtin
//                      ^^^ keyword.control.loop
//                                  ^^ keyword.control.loop
//                                     ^^^^^ variable.other.readwrite
//                                          ^ punctuation.separator.key-value
//                                            ^ variable.other.readwrite
//                                              ^^^^^^^^ variable.other.property
  output topic
//^^^^^^ storage.type.value
//       ^^^^^ variable.other.definition
}

stack Events {
// <----- storage.type.stack
//    ^^^^^^ entity.name.type.stack
  settings { region: "us-east-1", termination_protection: true, x: false }
//^^^^^^^^ keyword.other.section
//           ^^^^^^ support.type.property-name
//                                ^^^^^^^^^^^^^^^^^^^^^^ support.type.property-name
//                                                        ^^^^ constant.language.boolean
//                                                                 ^^^^^ constant.language.boolean
  tags { Component: stack.name, ...shared.tags }
//^^^^ keyword.other.section
//       ^^^^^^^^^ support.type.property-name
//                  ^^^^^ variable.language
//                              ^^^ keyword.operator.spread
//                                 ^^^^^^ variable.other.readwrite
//                                        ^^^^ variable.other.property
  if sizing.zones > 1 && env.name != null {
//^^ keyword.control.conditional
//                    ^^ keyword.operator.logical
//                                   ^^^^ constant.language.null
    resource topics = Topics { names: ["orders"] }
//  ^^^^^^^^ storage.type.resource
//           ^^^^^^ variable.other.definition
//                    ^^^^^^ entity.name.type
//                             ^^^^^ support.type.property-name
  } else if aws.region == "eu-west-1" {
//  ^^^^ keyword.control.conditional
//       ^^ keyword.control.conditional
//          ^^^ variable.language
//                     ^^ keyword.operator.comparison
  } else {
//  ^^^^ keyword.control.conditional
  }
  @export("${env.name}-topics")
// ^^^^^^ entity.name.function.decorator
//           ^^^ variable.language meta.embedded
  output topics
}

app Shop {
// <--- storage.type.app
//  ^^^^ entity.name.type.app
  stack events = Events { sizing: {} }
//^^^^^ storage.type.stack
//      ^^^^^^ variable.other.definition
//               ^^^^^^ entity.name.type
}

abstract env base = Shop {
// <-------- storage.modifier
//       ^^^ storage.type.env
//           ^^^^ entity.name.namespace.env
//                  ^^^^ entity.name.type
  account: "422940799530"
//^^^^^^^ support.type.property-name
}

env production extends base {
// <--- storage.type.env
//  ^^^^^^^^^^ entity.name.namespace.env
//             ^^^^^^^ storage.modifier.extends
//                     ^^^^ entity.other.inherited-class
  override events.topics.topic["orders"] { DisplayName: "orders" }
//^^^^^^^^ storage.modifier.override
//         ^^^^^^ variable.other.readwrite
//                ^^^^^^ variable.other.property
//                             ^^^^^^^^ string.quoted.double
//                                         ^^^^^^^^^^^ support.type.property-name
}

resource type Custom::Migration {
// <-------- storage.type.resource
//       ^^^^ storage.type.resource
//            ^^^^^^^^^^^^^^^^^ support.class.resource
  properties { Version: String, Wait?: Duration }
//^^^^^^^^^^ keyword.other.section
//             ^^^^^^^ support.type.property-name
//                              ^^^^ support.type.property-name
//                                  ^ keyword.operator.optional
//                                     ^^^^^^^^ support.type.builtin
  attributes { Applied: Int }
//^^^^^^^^^^ keyword.other.section
//             ^^^^^^^ support.type.property-name
}

@severity("warning")
// <- punctuation.definition.decorator
//^^^^^^^ entity.name.function.decorator
rule "databases are encrypted" for AWS::RDS::DBInstance | AWS::RDS::DBCluster as db {
// <---- storage.type.check
//   ^^^^^^^^^^ string.quoted.double
//                             ^^^ keyword.control.loop
//                                 ^^^^^^^^^^^^^^^^^^^^ support.class.resource
//                                                      ^ keyword.operator.alternative
//                                                        ^^^^^^^^^^^^^^^^^^^ support.class.resource
//                                                                            ^^ keyword.control.as
//                                                                               ^^ variable.other.readwrite
  assert db.StorageEncrypted == true, "`${db.meta.path}` is not encrypted"
//^^^^^^ keyword.other.assert
//          ^^^^^^^^^^^^^^^^ variable.other.property
//                              ^^^^ constant.language.boolean
//                                        ^^ meta.interpolation variable.other.readwrite
}

test "one of each" for production, Shop {
// <---- storage.type.check
//                 ^^^ keyword.control.loop
//                     ^^^^^^^^^^ variable.other.readwrite
//                                 ^^^^ entity.name.type
  assert count(AWS::SNS::Topic, in: base) == 3
//       ^^^^^ support.function.builtin
//             ^^^^^^^^^^^^^^^ support.class.resource
//                              ^^ support.type.property-name
//                                  ^^^^ variable.other.readwrite
//                                           ^ constant.numeric.integer
}

test "a timeout has a unit" expects E0304 {
// <---- storage.type.check
//                          ^^^^^^^ keyword.other.expects
//                                  ^^^^^ constant.other.code
  env wrong = Shop { timeout: 30 }
//^^^ storage.type.env
//    ^^^^^ entity.name.namespace.env
}
