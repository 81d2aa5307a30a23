// Values and keys that are written differently elsewhere: one mistake each.
type Size = "small" | "large"
type Settings = { size: Size, limits: { delay: Int } }

stack Jobs {
  param settings: Settings
  param on: Bool = true

  resource queue = AWS::SQS::Queue {
    DelaySeconds: on ? settings.limits.delay : 0
    QueueName: settings.size
  }
  resource task = AWS::ECS::TaskDefinition {
    Cpu: 300
    Memory: 512
    RequiresCompatibilities: ["FARGATE"]
    NetworkMode: "awsvpc"
  }
}

app Shop {
  param settings: Settings
  stack jobs = Jobs { settings }
}

env test = Shop { settings: { size: "small", limits: { delay: 3 } } }
env production extends test { settings.limits.delay: 5 }
env staging extends test { settings.size: "smal" }
