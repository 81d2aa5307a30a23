; Made from editors/tree-sitter-bat/queries/locals.scm by tests/editors_tree_sitter.rs.

; A body's names see each other in any order, and what a file declares is seen in all of it.
[
  (source_file)
  (block)
  (function_declaration)
  (for_statement)
  (list_comprehension)
  (map_comprehension)
  (match_arm)
] @local.scope

(let_declaration
  name: (identifier) @local.definition)

(param_statement
  name: (identifier) @local.definition)

(parameter_statement
  name: (identifier) @local.definition)

(resource_statement
  name: (identifier) @local.definition)

(existing_statement
  name: (identifier) @local.definition)

(stack_statement
  name: (identifier) @local.definition)

(function_parameter
  name: (identifier) @local.definition)

(for_statement
  variable: (identifier) @local.definition)

(list_comprehension
  variable: (identifier) @local.definition)

(map_comprehension
  variable: (identifier) @local.definition)

(match_arm
  binding: (identifier) @local.definition)

(field_pattern
  name: (identifier) @local.definition
  !pattern)

(rule_declaration
  variable: (identifier) @local.definition)

(expression/identifier) @local.reference

(shorthand
  (identifier) @local.reference)
