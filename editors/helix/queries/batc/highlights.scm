; Made from editors/tree-sitter-bat/queries/highlights.scm by tests/editors_tree_sitter.rs.

; Where several patterns match, the last one decides.

; ---- Names ----

(identifier) @variable

((identifier) @variable.builtin
  (#any-of? @variable.builtin "aws" "env" "stack"))

(path
  (identifier) @namespace)

(path
  (identifier) @type .)

(path
  .
  (identifier) @type.builtin
  .
  (#any-of? @type.builtin
    "AccountId" "Arn" "Bool" "Cidr" "DomainName" "Duration" "Email" "Float" "Int" "IpAddress" "Json" "Map" "Partial" "Path"
    "Region" "Secret" "Size" "String"))

(qualified_name) @type

; ---- Declarations ----

(use_declaration
  source: (path
    (identifier) @namespace))

(use_declaration
  alias: (identifier) @namespace)

(import
  name: (identifier) @variable)

(import
  alias: (identifier) @variable)

(import
  name: (identifier) @type
  (#match? @type "^[A-Z]"))

(import
  alias: (identifier) @type
  (#match? @type "^[A-Z]"))

(type_declaration
  name: (identifier) @type)

(construct_declaration
  name: (identifier) @type)

(stack_declaration
  name: (identifier) @type)

(app_declaration
  name: (identifier) @type)

(resource_type_declaration
  name: (path
    (_) @type))

(section
  name: (identifier) @keyword)

(function_declaration
  name: (identifier) @function)

(function_parameter
  name: (identifier) @variable.parameter)

(param_statement
  name: (identifier) @variable.parameter)

(parameter_statement
  name: (identifier) @variable.parameter)

(environment_declaration
  name: (identifier) @constant)

(environment_declaration
  base: (path
    (identifier) @constant .))

(test_declaration
  environment: (path
    (identifier) @constant .))

(test_declaration
  code: (identifier) @constant)

(decorator
  "@" @attribute
  name: (identifier) @attribute)

; ---- Fields and members ----

(pair
  key: (identifier) @variable.other.member)

(shorthand
  (identifier) @variable.other.member)

(field_type
  name: (identifier) @variable.other.member)

(field_pattern
  name: (identifier) @variable.other.member)

(segment
  name: (identifier) @variable.other.member)

(named_argument
  name: (identifier) @variable.parameter)

(member_expression
  member: (identifier) @variable.other.member)

; ---- Calls ----

(call_expression
  function: (identifier) @function)

(call_expression
  function: (member_expression
    member: (identifier) @function))

(call_expression
  function: (identifier) @function.builtin
  (#any-of? @function.builtin
    "all" "any" "asset" "base64" "ceil" "cidr_contains" "cidr_host" "cidr_prefix" "concat" "contains" "count" "ends_with" "entries"
    "file" "files" "flatten" "float" "floor" "hash" "int" "join" "json" "keys" "known" "length" "like" "lower" "matches" "max"
    "merge" "metric" "min" "only" "parse_json" "range" "replace" "resources" "reveal" "reverse" "round" "secret" "select" "sha256"
    "sort" "split" "ssm" "ssm_secure" "stacks" "starts_with" "statements" "string" "subnet" "substring" "sum" "title" "trim"
    "unchecked" "unique" "upper" "values" "zip" "zones"))

; ---- Patterns ----

; Of a record's type, or `_`.
(match_arm
  pattern: (path
    (identifier) @variable.builtin)
  (#eq? @variable.builtin "_"))

; ---- Literals ----

[
  (string)
  (multiline_string)
  (raw_string)
] @string

(field_type
  name: (string) @variable.other.member)

(pair
  key: (string) @variable.other.member)

(use_declaration
  source: (string) @string.special.path)

(escape_sequence) @constant.character.escape

(regex) @string.regexp

[
  (integer)
  (duration)
  (size)
] @constant.numeric.integer

(float) @constant.numeric.float

(boolean) @constant.builtin.boolean

(null) @constant.builtin

(comment) @comment.line

(doc_comment) @comment.line.documentation

; ---- Keywords ----

[
  "abstract"
  "app"
  "as"
  "assert"
  "construct"
  "env"
  "existing"
  "expects"
  "extends"
  "fragment"
  "known"
  "let"
  "output"
  "override"
  "param"
  "parameter"
  "resource"
  "rule"
  "settings"
  "stack"
  "tags"
  "test"
  "transform"
  "type"
] @keyword

"use" @keyword.control.import

(use_declaration
  "as" @keyword.control.import)

(import
  "as" @keyword.control.import)

"fn" @keyword.function

[
  "if"
  "then"
  "else"
  "match"
] @keyword.control.conditional

[
  "for"
  "in"
] @keyword.control.repeat

; ---- Operators and punctuation ----

[
  "="
  "=>"
  "!"
  "+"
  "-"
  "*"
  "/"
  "%"
  "=="
  "!="
  "<"
  "<="
  ">"
  ">="
  "&&"
  "||"
  "??"
  "&"
  "|"
  "?"
  "..."
  ".."
  "..="
  "..<"
] @operator

(regex
  "/" @string.regexp)

[
  ","
  ":"
  "."
  "?."
] @punctuation.delimiter

[
  "{"
  "}"
  "["
  "]"
  "("
  ")"
] @punctuation.bracket

(generic_type
  [
    "<"
    ">"
  ] @punctuation.bracket)

(interpolation
  [
    "${"
    "}"
  ] @punctuation.special)
