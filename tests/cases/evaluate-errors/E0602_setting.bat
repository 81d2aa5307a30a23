stack Main {
  settings { stack_name: "a_${env.name}" }
  resource topic = AWS::SNS::Topic {}
}
app Program {
  stack main = Main {}
}
env test = Program {}
