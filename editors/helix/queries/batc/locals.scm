; Params and the variables of loops look the same where they are declared and where they are used.
[
  (source_file)
  (block)
  (function_declaration)
  (for_statement)
  (list_comprehension)
  (map_comprehension)
  (match_arm)
] @local.scope

(param_statement
  name: (identifier) @local.definition.variable.parameter)

(parameter_statement
  name: (identifier) @local.definition.variable.parameter)

(function_parameter
  name: (identifier) @local.definition.variable.parameter)

(let_declaration
  name: (identifier) @local.definition.variable)

(for_statement
  variable: (identifier) @local.definition.variable)

(list_comprehension
  variable: (identifier) @local.definition.variable)

(map_comprehension
  variable: (identifier) @local.definition.variable)

(match_arm
  binding: (identifier) @local.definition.variable)

(expression/identifier) @local.reference
