stack Main {
  for name in ["*", "a"] {
    resource topic[name] = AWS::SNS::Topic {}
  }
}
app Program {
  stack main = Main {}
}
env test = Program {}
