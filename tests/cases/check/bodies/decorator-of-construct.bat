construct Topic {
  resource topic = AWS::SNS::Topic {}
}

stack Alarms {
  @on_delete("Retain")
  resource alarms = Topic {}
}
