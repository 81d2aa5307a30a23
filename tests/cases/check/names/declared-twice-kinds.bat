type Sizing = { zones: Int }

stack Sizing {
  resource topic = AWS::SNS::Topic {}
}
