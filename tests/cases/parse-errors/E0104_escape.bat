let a = "\d"
let b = "C:\Users\x"
let c = "\u00e9 \u{110000} \u{}"
let d = "it\'s \{x}"
let e = """
  a \
  b
"""
let fine = "\\"
