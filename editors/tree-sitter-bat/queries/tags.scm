; Definitions, with the documentation that stands before them.
(
  (doc_comment)* @doc
  .
  [
    (construct_declaration
      name: (identifier) @name)
    (stack_declaration
      name: (identifier) @name)
    (app_declaration
      name: (identifier) @name)
  ] @definition.class
  (#strip! @doc "^///\\s*")
  (#select-adjacent! @doc @definition.class)
)

(
  (doc_comment)* @doc
  .
  [
    (type_declaration
      name: (identifier) @name)
    (resource_type_declaration
      name: (path) @name)
  ] @definition.type
  (#strip! @doc "^///\\s*")
  (#select-adjacent! @doc @definition.type)
)

(
  (doc_comment)* @doc
  .
  (function_declaration
    name: (identifier) @name) @definition.function
  (#strip! @doc "^///\\s*")
  (#select-adjacent! @doc @definition.function)
)

(environment_declaration
  name: (identifier) @name) @definition.constant

(source_file
  (let_declaration
    name: (identifier) @name) @definition.constant)

(resource_statement
  name: (identifier) @name) @definition.field

(stack_statement
  name: (identifier) @name) @definition.field

; References.
(call_expression
  function: (identifier) @name) @reference.call

(resource_statement
  type: (path) @name) @reference.class

(stack_statement
  type: (path) @name) @reference.class

(environment_declaration
  app: (path) @name) @reference.class
