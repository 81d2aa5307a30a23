stack Main {
  settings { description: join([for n in range(0, 300): "word"], " ") }
  resource topic = AWS::SNS::Topic {}
}
app Program {
  stack main = Main {}
}
env test = Program {}
