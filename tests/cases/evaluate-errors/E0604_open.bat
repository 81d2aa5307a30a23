stack Main {
  resource topic = AWS::SNS::Topic { DisplayName: "${stack.region} ${env.account}" }
}
app Program {
  stack main = Main {}
}
env test = Program {}
