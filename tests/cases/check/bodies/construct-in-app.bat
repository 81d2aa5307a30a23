construct Topic {
  resource topic = AWS::SNS::Topic {}
}

app Site {
  resource topic = Topic {}
}
