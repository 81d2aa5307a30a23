construct Queue {
  param kept: Duration

  resource queue = AWS::SQS::Queue { MessageRetentionPeriod: kept.seconds }
}

stack Jobs {
  resource jobs = Queue { kept: 30 }
}
