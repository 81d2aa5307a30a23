stack Main {
  let names = ["a", "b", "a"]
  for name in names {
    resource topic[name] = AWS::SNS::Topic {}
  }
  let lengths = { for n in names: n => length(n) }
  resource other = AWS::SNS::Topic { DisplayName: "${lengths["a"]}" }
}
app Program {
  stack main = Main {}
}
env test = Program {}
