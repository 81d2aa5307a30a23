; Documentation is Markdown; the lines of a file are read together, so that a block over several lines is one.
((doc_text) @injection.content
  (#set! injection.language "markdown")
  (#set! injection.combined))

((comment) @injection.content
  (#set! injection.language "comment"))

((regex_pattern) @injection.content
  (#set! injection.language "regex"))
