stack Main {
  let ten = range(0, 10)
  let all = [for a in ten: [for b in ten: [for c in ten: [for d in ten: [for e in ten: [for f in ten: [for g in ten: [for h in ten: h]]]]]]]]
  resource topic = AWS::SNS::Topic { DisplayName: "${length(all)}" }
}
app Program {
  stack main = Main {}
}
env test = Program {}
