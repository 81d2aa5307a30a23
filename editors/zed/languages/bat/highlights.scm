; Made from editors/tree-sitter-bat/queries/highlights.scm by tests/editors_tree_sitter.rs.

; Where several patterns match, the last one decides.

; ---- Names ----

(identifier) @variable

((identifier) @variable.special
  (#any-of? @variable.special "aws" "env" "stack"))

(path
  (identifier) @variable)

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
    (identifier) @variable))

(use_declaration
  alias: (identifier) @variable)

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
  key: (identifier) @property)

(shorthand
  (identifier) @property)

(field_type
  name: (identifier) @property)

(field_pattern
  name: (identifier) @property)

(segment
  name: (identifier) @property)

(named_argument
  name: (identifier) @variable.parameter)

(member_expression
  member: (identifier) @property)

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
    (identifier) @variable.special)
  (#eq? @variable.special "_"))

; ---- Literals ----

[
  (string)
  (multiline_string)
  (raw_string)
] @string

(field_type
  name: (string) @property)

(pair
  key: (string) @property)

(use_declaration
  source: (string) @string.special)

(escape_sequence) @string.escape

(regex) @string.regex

[
  (integer)
  (duration)
  (size)
] @number

(float) @number

(boolean) @boolean

(null) @constant.builtin

(comment) @comment

(doc_comment) @comment.doc

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

"use" @keyword.import

(use_declaration
  "as" @keyword.import)

(import
  "as" @keyword.import)

"fn" @keyword.function

[
  "if"
  "then"
  "else"
  "match"
] @keyword.conditional

[
  "for"
  "in"
] @keyword.repeat

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
  "/" @string.regex)

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
