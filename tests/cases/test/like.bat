// `like` asks for some parts, however deep: what a record would need where it is written is not needed here.
stack Web {
  resource bucket = AWS::S3::Bucket {
    LifecycleConfiguration: { Rules: [{ Id: "old", Status: "Enabled", ExpirationInDays: 3 }] }
  }
  resource task = AWS::ECS::TaskDefinition {
    ContainerDefinitions: [{ Name: "web", Image: "nginx", Memory: 512 }]
  }
}

app Shop {
  stack web = Web {}
}

env dev = Shop { region: "eu-central-1" }

test "parts of records in lists" for dev {
  assert like(web.bucket, { LifecycleConfiguration: { Rules: [{ ExpirationInDays: 3 }] } })
  assert like(web.task, { ContainerDefinitions: [{ Memory: 512 }] })
  assert like(web.task.ContainerDefinitions, [{ Image: "nginx" }])
}

test "other values are told" for dev {
  assert like(web.task, { ContainerDefinitions: [{ Memory: 1024 }] })
}
