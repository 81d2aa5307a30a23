/// What criterion 7 asks beyond the story's test: a change of the files is what runs them again.
use "../../../envs/dev.bat".{development}
use "../../../envs/prod.bat".{production}
use "../../../envs/staging.bat".{staging}

test "7.2 the migrations' task names each file with the hash of its content" for development, staging, production {
  let run = only(Custom::FlywayMigration)
  let tasks = [for t in resources(AWS::ECS::TaskDefinition) if t.ref == run.TaskDefinition: t]
  assert length(tasks) == 1
  for task in tasks {
    let containers = task.ContainerDefinitions ?? []
    assert [for c in containers: c.Name] == ["fetch", "flyway"]
    assert containers[1].DependsOn == [{ ContainerName: "fetch", Condition: "SUCCESS" }]
    let script = join(containers[0].Command ?? [], " ")
    for file in files("../migrations/*.sql") {
      assert contains(script, asset(file).key)
    }
    assert length(split(script, "aws s3 cp")) == 1 + length(files("../migrations/*.sql"))
  }
}

test "7.3 migrations wait for the database, and may run for longer than a function" for development, staging, production {
  let run = only(Custom::FlywayMigration)
  assert run.TimeoutSeconds > 15 * 60 && run.ServiceTimeout > run.TimeoutSeconds && run.ServiceTimeout <= 3600
}
