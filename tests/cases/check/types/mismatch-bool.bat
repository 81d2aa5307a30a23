construct Topic {
  param fifo: Bool

  resource topic = AWS::SNS::Topic { FifoTopic: fifo }
}

stack Alarms {
  resource a = Topic { fifo: "true" }
  resource b = Topic { fifo: 1 }
}
