stack Main {
  param sizing: { kind: String, size: Int }
  resource queue = AWS::SQS::Queue { DelaySeconds: sizing.size, QueueName: sizing.kind }
}
app Program {
  param sizing: { kind: String, size: Int = 10 }
  stack main = Main { sizing }
}
abstract env base = Program { sizing: { size: 5, kind: "x" } }
env test extends base {
  sizing: { size: 5000 }
}
