construct Topic {
  resource topic = AWS::SNS::Topic {}
}

type Sizing = { zones: Int }

stack Alarms {
  output a = Topic()
  output b = Sizing({ zones: 1 })
}
