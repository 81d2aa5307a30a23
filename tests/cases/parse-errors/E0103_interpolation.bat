let a = "abc ${x"
let b = "abc ${f(x}"
let c = ["${", 1]
let d = """
  ${x
  fine
"""
let e = "${}"
let f = "${a b}"
let fine = 1
