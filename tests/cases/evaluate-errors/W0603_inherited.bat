stack Main {
  param big: Bool
  if big {
    resource topic = AWS::SNS::Topic {}
  }
  resource queue = AWS::SQS::Queue {}
}
app Program {
  param big: Bool
  stack main = Main { big }
}
abstract env base = Program {
  big: true
  override main.topic { DisplayName: "x" }
}
env test extends base {
  big: false
}
