// Comments and documentation.
/// # Heading
// <--- comment.line.documentation
//  ^^^^^^^^^ markup.heading comment.line.documentation
/// Text with `code(1)`, **bold**, *slanted*, a [link](https://example.com/a), and https://example.com/b.
//  ^^^^ comment.line.documentation - markup
//            ^^^^^^^^^ markup.inline.raw
//                     ^ comment.line.documentation - markup
//                       ^^^^^^^^ markup.bold
//                                 ^^^^^^^^^ markup.italic
//                                               ^^^^ string.other.link.title
//                                                     ^^^^^^^^^^^^^^^^^^^^^ markup.underline.link
//                                                                                 ^^^^^^^^^^^^^^^^^^^^^ markup.underline.link
//                                                                                                      ^ - markup.underline.link
/// - one item, snake_case_name, 2 * 3 * 4
//  ^ punctuation.definition.list
//              ^^^^^^^^^^^^^^^ - markup
//                               ^^^^^^^^^ - markup
let a = 1 // why: "because" ${no}
//        ^^ punctuation.definition.comment comment.line.double-slash
//           ^^^^^^^^^^^^^^^^^^^^ comment.line.double-slash - string - meta.interpolation - comment.line.documentation
construct A {
  /// Where uploads go.
//^^^ comment.line.documentation
//    ^^^^^ comment.line.documentation
  param b: String(/a\/\/b/) // not a regex
//                ^ punctuation.definition.string.begin
//                  ^^ constant.character.escape.regexp
//                      ^ string.regexp
//                          ^^ punctuation.definition.comment
  let c = f( // comment, not a regex
//           ^^ comment.line.double-slash - string
    1)
}
