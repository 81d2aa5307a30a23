// A line ends behind type arguments, whatever is between their angle brackets.
type Sizes = {
  by_name: Map<{ width: Int, height: Int }>
  listed: Map<[Int]>
  nested: Map<Map<{ a: Map<Int> }>>
  "quoted": Secret<String>
}

construct Shapes {
  param sizes: Map<{ width: Int }>
  param names: [String]
}
