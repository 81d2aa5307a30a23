/// A parameter is given when a deployment starts, and a condition on it is decided then: the compiler writes both.

/// A topic that tells somebody, if there is somebody to tell
stack Alarms {
  /// Whom to tell; nobody when empty
  parameter email: String { default: "" }

  resource topic = AWS::SNS::Topic {
    DisplayName: if email == "" then "alarms, unread" else "alarms for ${email}"
    KmsMasterKeyId: "alias/aws/sns"
  }

  if email != "" {
    resource subscription = AWS::SNS::Subscription {
      TopicArn: topic
      Protocol: "email"
      Endpoint: email
    }
  }

  output topic_arn = topic.ref
}

app Monitoring {
  stack alarms = Alarms {}
}

env development = Monitoring {
  region: "eu-central-1"
}
