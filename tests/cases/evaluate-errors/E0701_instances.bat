/// Instances whose names give the same ids: one mistake, whatever is in them.
construct Pair {
  param first: String
  resource queue = AWS::SQS::Queue { QueueName: first }
  resource other = AWS::SQS::Queue {}
}

construct Both {
  param name: String
  resource pair = Pair { first: name }
}

stack Jobs {
  for name in ["a-b", "a_b"] {
    resource each[name] = Both { name }
  }
  resource x = Pair { first: "one" }
  resource x_queue = AWS::SQS::Queue {}
}

app Shop { stack jobs = Jobs {} }
env test = Shop {}
