construct Topic {
  resource topic = AWS::SNS::Topic {}
  let name = "x"

  output arn = topic.ref
  output name
}

construct Silent {
  resource topic = AWS::SNS::Topic {}
}

stack Alarms {
  resource alarms = Topic {}
  resource silent = Silent {}

  output a = alarms.anr
  output b = alarms.topic
  output c = alarms.colour
  output d = silent.arn
}
