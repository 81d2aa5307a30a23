stack Main {
  param big: Bool
  if big {
    resource topic = AWS::SNS::Topic {}
  }
  for k in ["a"] {
    resource queue[k] = AWS::SQS::Queue {}
  }
}
app Program {
  param big: Bool
  stack main = Main { big }
}
abstract env base = Program {
  big: false
}
env test extends base {
  override main.topic { DisplayName: "x" }
  override main.queue["b"] { DelaySeconds: 1 }
}
