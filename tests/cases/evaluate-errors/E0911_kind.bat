stack Main {
  param options: Json
  resource topic = AWS::SNS::Topic { DisplayName: json(options.display.name) }
}
app Program {
  param options: Json
  stack main = Main { options }
}
env test = Program { options: { display: "wide" } }
