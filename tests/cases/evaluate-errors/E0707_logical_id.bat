stack Main {
  @logical_id("not-one")
  resource topic = AWS::SNS::Topic {}
}
app Program {
  stack main = Main {}
}
env test = Program {}
