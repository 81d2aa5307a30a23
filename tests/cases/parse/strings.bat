let plain = "a b"
let empty = ""
let escapes = "tab\tnewline\nreturn\rquote\"backslash\\dollar\${x}\u{1f600}é"
let dollar = "cost: 5$ $x $"
let one = "${a}"
let mixed = "${a}-${f("x${b}y")}${[1, 2][0]} end"
let multi = """
  first
    second ${value}

  third "quoted" \t\\
  """
let beside = """one "line" here"""
let no_last_newline = """
    a
  b"""
let deep = """
    a
      b
  """
let empty_multi = """
"""
let raw = r"C:\x\${no}"
let raw_hash = r#"say "hi" ${no}"#
let raw_two = r##"a "# b"##
let raw_lines = r#"
    #!/bin/bash
      echo "${HOME}"
    "#
let raw_beside = r#"{
    "a": 1
  }"#
