// What is being typed does not colour what comes after it.
let open = "not closed yet
//          ^^^^^^^^^^^^^^ string.quoted.double
let next = 1
// <--- storage.type.value - string
let inside = "a ${f({ x: "b
//              ^^ punctuation.section.interpolation.begin
//                    ^ support.type.property-name
let next = 1
// <--- storage.type.value - string - meta
//  ^^^^ variable.other.definition
let raw = r"no end
//          ^^^^^^ string.quoted.other.raw
let next = 1
// <--- storage.type.value - string
type T = String(/no end
//               ^^^^^^ string.regexp
let next = 1
// <--- storage.type.value - string
let cond = if length([
//         ^^ keyword.control.conditional
let next = 1
// <--- storage.type.value - meta.condition
fn half(a: Int
// ^^^^ entity.name.function
//      ^ variable.parameter
let next = 1
// <--- storage.type.value - meta.function
construct Half {
//        ^^^^ entity.name.type.construct
  param
//^^^^^ - comment
  resource bucket = AWS::S3::
//         ^^^^^^ variable.other.definition
//                  ^^^^^^^ support.class.resource
  resource other = AWS::S3::Bucket {
//         ^^^^^ variable.other.definition
//                 ^^^^^^^^^^^^^^^ support.class.resource
    BucketName: 
//  ^^^^^^^^^^ support.type.property-name
stack Whole {
// <----- storage.type.stack
//    ^^^^^ entity.name.type.stack
