stack Main {
  settings { stack_name: "main-${env.name}" }
  resource topic = AWS::SNS::Topic {}
}
app Program {
  stack one = Main {}
  stack two = Main {}
}
env test = Program {}
