stack Main {
  let text = join([for n in range(0, 4000): "some text"], " ")
  for n in range(0, 40) {
    resource parameter[n] = AWS::SSM::Parameter { Type: "String", Value: "x", Description: unchecked(text) }
  }
}
app Program {
  stack main = Main {}
}
env test = Program {}
