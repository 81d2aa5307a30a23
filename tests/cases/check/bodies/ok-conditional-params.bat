construct Topic {
  param name: String
  param label: String = "x"
  param kms: AWS::KMS::Key?

  resource topic = AWS::SNS::Topic { TopicName: name, DisplayName: label, KmsMasterKeyId: kms }
}

stack Alarms {
  param sealed: Bool
  param label: String?

  if sealed {
    resource key = AWS::KMS::Key {}
  }

  resource alarms = Topic {
    name: "alarms"
    if sealed: kms: key
    if label != null: label: label
  }
}
