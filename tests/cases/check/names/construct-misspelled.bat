construct Topic {
  resource topic = AWS::SNS::Topic {}
}

stack Alarms {
  resource alarms = Topc {}
}
