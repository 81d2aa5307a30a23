stack Main {
  param on: Bool
  if on {
    resource topic = AWS::SNS::Topic {}
  }
}
app Program {
  stack main = Main { on: false }
}
env test = Program {}
