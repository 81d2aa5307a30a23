stack A {
  param text: String
  settings { stack_name: text }
  resource topic = AWS::SNS::Topic { DisplayName: text }
  output name = stack.name
}
app Program {
  stack a = A { text: a.name }
}
env test = Program {}
