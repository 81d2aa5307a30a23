stack Main {
  resource topic = AWS::SNS::Topic {}
  fragment "Mapping/x" = { a: { b: 1 } }
}
app Program {
  stack main = Main {}
}
env test = Program {}
