// Parts that a test compares with are checked: names and kinds, but nothing is missing in them.
stack Web {
  resource task = AWS::ECS::TaskDefinition {
    ContainerDefinitions: [{ Name: "web", Image: "nginx", Memory: 512 }]
  }
}

app Shop {
  stack web = Web {}
}

env dev = Shop { region: "eu-central-1" }

test "the web's memory" for dev {
  assert like(web.task, { ContainerDefinitions: [{ Memry: 512 }] })
  assert like(web.task, { ContainerDefinitions: [{ Memory: "much" }] })
  assert like(web.task.ContainerDefinitions, [{ PortMappings: [{ Protocol: "tpc" }] }])
}
