(construct_declaration
  "construct" @context
  name: (identifier) @name) @item

(stack_declaration
  "stack" @context
  name: (identifier) @name) @item

(app_declaration
  "app" @context
  name: (identifier) @name) @item

(environment_declaration
  "abstract"? @context
  "env" @context
  name: (identifier) @name) @item

(type_declaration
  "type" @context
  name: (identifier) @name) @item

(function_declaration
  "fn" @context
  name: (identifier) @name) @item

(resource_type_declaration
  "resource" @context
  "type" @context
  name: (path) @name) @item

(rule_declaration
  "rule" @context
  name: (string) @name) @item

(test_declaration
  "test" @context
  name: (string) @name) @item

(resource_statement
  "resource" @context
  name: (identifier) @name) @item

(stack_statement
  "stack" @context
  name: (identifier) @name) @item

(param_statement
  "param" @context
  name: (identifier) @name) @item

(output_statement
  "output" @context
  name: (identifier) @name) @item
