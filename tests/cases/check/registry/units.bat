// Durations and sizes where a property takes a number.
stack Jobs {
  param keep: Duration
  resource queue = AWS::SQS::Queue { MessageRetentionPeriod: 4d, VisibilityTimeout: keep }
  resource volume = AWS::EC2::Volume { AvailabilityZone: "eu-central-1a", Size: 20GiB }
}
