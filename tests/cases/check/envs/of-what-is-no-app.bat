// Environments of something else, overrides that lead nowhere, and params that every environment has.
stack Alarms {
  param team: String
  resource topic = AWS::SNS::Topic { DisplayName: team }
}

app Shop {
  param team: String
  param region: String

  stack alarms = Alarms { team }

  assert region != ""
}

env development = Alarms {}

env test = Shop {
  team: "web"
  override alarms.topc { TopicName: "alarms" }
  override alarm.topic { TopicName: "alarms" }
  override alarms { TopicName: "alarms" }
  override alarms.topic { TopicNam: "alarms" }
}
