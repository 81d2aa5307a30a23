stack Files {
  param public: Bool

  let port = if public then 443 else "internal"
  let value = if public then { a: 1 } else [1]

  output all = "${port}${json(value)}"
}
