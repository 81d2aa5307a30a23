construct Pair {
  resource a = AWS::SNS::Topic {}
  resource b = AWS::SNS::Topic {}
}
stack Main {
  for n in range(0, 200) {
    resource pair[n] = Pair {}
    resource single[n] = AWS::SNS::Topic {}
  }
}
app Program {
  stack main = Main {}
}
env test = Program {}
