[
  (block)
  (environment_body)
  (resource_type_body)
  (expected_source)
  (record)
  (record_type)
  (record_pattern)
  (list)
  (list_comprehension)
  (list_type)
  (map_comprehension)
  (match_body)
  (arguments)
  (parameters)
  (import_list)
  (parenthesized_expression)
] @indent

[
  "}"
  "]"
  ")"
] @outdent
