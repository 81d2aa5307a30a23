/// Members under known and given conditions, families of them, and what depends on them.
construct Leaf {
  param name: String
  param big: Bool = false
  resource topic = AWS::SNS::Topic { DisplayName: name }
  if big {
    resource extra = AWS::SQS::Queue { QueueName: "${name}-big" }
  } else {
    resource extra = AWS::SQS::Queue { QueueName: "${name}-small" }
  }
  output topic
  output queue_url = extra.QueueUrl
  output arn = topic.TopicArn
}
construct Tree {
  param names: Map<Bool>
  parameter stage: "dev" | "prod" { default: "dev" }
  for name, big in names {
    resource leaf[name] = Leaf { name, big }
    if big {
      resource only_big[name] = Leaf { name: "ob-${name}" }
    }
    if stage == "prod" {
      resource prod[name] = AWS::SNS::Topic { DisplayName: leaf[name].arn }
    }
    resource self[name] = AWS::SNS::Topic { DisplayName: "${leaf[name].queue_url} ${length(keys(only_big))}" }
  }
  if stage == "prod" {
    for n in ["x", "y"] {
      resource whole[n] = Leaf { name: n }
    }
    resource one = Leaf { name: "one" }
  }
  @depends_on(one, whole, values(leaf), only_big["a"])
  resource last = AWS::SNS::Topic { DisplayName: one?.arn ?? "nothing", TopicName: join([for n, w in whole: w?.arn ?? "-"], "_") }
  @depends_on(one?.topic)
  resource last2 = AWS::SNS::Topic { DisplayName: one?.topic?.TopicName ?? "none" }
  output leaves = { for n, l in leaf: n => l.topic }
  output prods = [for n, p in prod: p?.ref]
}
stack Main {
  param names: Map<Bool>
  resource tree = Tree { names }
  resource param = AWS::SSM::Parameter { Type: "String", Value: join([for n, t in tree.leaves: t.TopicName], ","), Description: json(tree.prods) }
  resource policy = AWS::SQS::QueuePolicy { Queues: ["x"], PolicyDocument: { Statement: [{ Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: "*", Condition: { ArnEquals: { "aws:SourceArn": tree.prods } } }] } }
}
app Program {
  param names: Map<Bool>
  for r in ["a", "b"] {
    stack main[r] = Main { names }
  }
  if length(names) > 5 { stack never = Main { names } }
}
env test = Program { names: { a: true, b: false }
  override main["a"].tree.leaf["b"].extra { DelaySeconds: 7 }
}
