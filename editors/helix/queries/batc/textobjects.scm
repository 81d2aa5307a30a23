(function_declaration
  body: (_) @function.inside) @function.around

(construct_declaration
  body: (_) @class.inside) @class.around

(stack_declaration
  body: (_) @class.inside) @class.around

(app_declaration
  body: (_) @class.inside) @class.around

(environment_declaration
  body: (_) @class.inside) @class.around

(test_declaration
  body: (_) @test.inside) @test.around

(function_parameter) @parameter.inside

(arguments
  (_) @parameter.inside)

(record
  (pair
    value: (_) @entry.inside) @entry.around)

(list
  (_) @entry.around)

[
  (comment)
  (doc_comment)
] @comment.inside

(comment)+ @comment.around

(doc_comment)+ @comment.around
