stack Main {
  @was("old topic")
  resource one = AWS::SNS::Topic {}
  @was("three")
  resource two = AWS::SNS::Topic {}
  @logical_id("Other")
  resource three = AWS::SNS::Topic {}
}
app Program {
  stack main = Main {}
}
env test = Program {}
