// What an app asserts of its settings is checked with the environments.
stack Queue {
  param names: [String]

  for name in names {
    resource queue[name] = AWS::SQS::Queue { QueueName: name }
  }
}

app Shop {
  param least: Int
  param most: Int
  param names: [String]

  assert least <= most, "at least ${least} is more than at most ${most}"

  if most > 10 {
    assert length(names) > 1, "more than ten need two names"
  }

  for name in names {
    assert starts_with(name, env.name), "`${name}` does not begin with `${env.name}`"
  }

  stack queue = Queue { names }
}

env production = Shop { least: 3, most: 11, names: ["production-a", "production-b"] }

env test extends production { least: 30, names: ["checks"] }
