type Kind = { type: String, if: Int, for: [String], match: Bool }

stack Words {
  param kind: Kind
  param stack_: String = "x"
  param settings: Int
  param description: String

  output resource = kind.type
  output param = "${kind.if}${kind.match}"
  output all = json({ type: settings, "if": kind.for, stack: stack_, output: description })
}
