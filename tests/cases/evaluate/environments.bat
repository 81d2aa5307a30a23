/// Environments: merged from the root of the chain, defaults last, one resource overridden.
type Sizing = { class: String = "small", count: Int(1..=5), extra: { a: Int, b: Int? } }

stack Web {
  param sizing: Sizing
  param names: Map<Int>
  param domain: DomainName?
  param list: [Int] = [1, 2]

  for name, n in names {
    resource topic[name] = AWS::SNS::Topic { DisplayName: "${name} ${n} ${sizing.class} ${sizing.count} ${sizing.extra.a}" }
  }
  resource one = AWS::SQS::Queue { DelaySeconds: sizing.extra.b, MaximumMessageSize: 2048, QueueName: domain }
  resource lists = AWS::SNS::Topic { DisplayName: json(list) }
}

app Program {
  param sizing: Sizing
  param names: Map<Int> = {}
  param domain: DomainName?
  param list: [Int]?
  stack web = Web { sizing, names, domain, list: list ?? [] }
}

abstract env base = Program {
  region: "eu-central-1"
  sizing: { count: 1, extra: { a: 1, b: 7 } }
  names: { x: 1, y: 2 }
  domain: "example.com"
  list: [1, 2, 3]
  override web.one { MaximumMessageSize: 4096, KmsMasterKeyId: "alias/base" }
}

env development extends base {
  sizing: { extra: { a: 2 } }
  names: { y: null, z: 3 }
  domain: null
  list: [9]
}

env production extends base {
  account: "123456789012"
  region: "us-east-1"
  sizing: { class: "large", count: 5, extra: { b: null } }
  override web.one { KmsMasterKeyId: null, ReceiveMessageWaitTimeSeconds: 6 }
  override web.topic["x"] { DisplayName: "overridden" }
}
