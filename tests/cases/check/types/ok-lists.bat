stack Files {
  param names: [String]
  param public: Bool
  param more: [String]?

  let empty = []
  let all = ["a", if public: "b", ...names, if public: ...["c", "d"], ...(more ?? [])]

  output all = join(all, ",")
  output first = names[0]
  output indexed = [for i, n in names: "${i}:${n}"]
  output filtered = [for n in names if n != "x": n]
  output nested = flatten([for n in names: [n, "${n}-copy"]])
  output deep = [for i in range(2): [for j in range(3) if j != i: i * j]]
  output count = length(empty)
  output pairs = { for i, n in names: n => i }
}
