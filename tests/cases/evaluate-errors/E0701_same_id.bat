stack Main {
  for name in ["a-b", "a_b"] {
    resource topic[name] = AWS::SNS::Topic {}
  }
  resource one_two = AWS::SNS::Topic {}
  resource oneTwo = AWS::SNS::Topic {}
}
app Program {
  stack main = Main {}
}
env test = Program {}
