; Made from editors/tree-sitter-bat/queries/folds.scm by tests/editors_tree_sitter.rs.

[
  (block)
  (environment_body)
  (resource_type_body)
  (expected_source)
  (record)
  (record_type)
  (list)
  (list_comprehension)
  (map_comprehension)
  (match_body)
  (arguments)
  (parameters)
  (import_list)
  (multiline_string)
  (raw_string)
] @fold

; Imports, and documentation, over several lines.
(use_declaration)+ @fold

(doc_comment)+ @fold
