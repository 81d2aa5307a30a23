/// 1: one app; each environment has its stacks, and nothing of another's.
use "../../../envs/dev.bat"
use "../../../envs/prod.bat"
use "../../../envs/staging.bat"
use "../app.bat".{BATbern}

/// The accounts, each of one environment.
let accounts = {
  development: "954163570305"
  staging: "188701360969"
  production: "422940799530"
}

// 1.1
test "should_createSeparateStacks_when_deployingEnvironments" for BATbern {
  assert env.account == accounts[env.name]
  assert length(keys(stacks())) >= 5
  for name, stack in stacks() {
    assert stack.name == "BATbern-${env.name}-${replace(name, "_", "-")}"
    assert stack.account == env.account
    assert stack.tags["Environment"] == env.name
    // CloudFront takes its certificates from one region only, and publishes its metrics there.
    let is_edge = contains(["dns", "edge_monitoring"], name)
    assert stack.region == (if is_edge then "us-east-1" else "eu-central-1"), "`${name}` is in ${stack.region ?? ""}"
  }
  // What faces the world is not deployed where nothing is served to it.
  for name in ["dns", "microservices", "api", "frontend"] {
    assert contains(keys(stacks()), name) == (web != null), "`${name}` is where it should not be, or is not"
  }
}

// 1.2
test "should_shareBaseStackResources_when_referencedByEnvStacks" for BATbern {
  for name in ["net", "secrets", "db", "storage"] {
    assert contains(keys(stacks()), name), "there is no `${name}`"
  }
  // One network and one key for all: what is built upon them refers to them.
  assert count(AWS::EC2::VPC) == 1
  assert contains(stacks()["db"].needs, "net") && contains(stacks()["db"].needs, "secrets")
  for group in resources(AWS::EC2::SecurityGroup) {
    assert group.VpcId == net.vpc.vpc.ref, "${group.meta.path} is in another network"
  }
  assert db.postgres.instance.KmsKeyId == secrets.key.key.Arn
}

// 1.3
test "should_preventCrossDependencies_when_stacksIsolated" for BATbern {
  // Stacks stand in the order in which they are deployed: each needs only what stands before it, so there is no cycle.
  let names = keys(stacks())
  for i, name in names {
    let before = [for j, other in names if j < i: other]
    for need in stacks()[name].needs {
      assert contains(before, need), "`${name}` needs `${need}`, which is deployed later"
    }
    // What a stack exports has its environment in its name, so that no two environments can meet.
    for export in stacks()[name].exports {
      assert starts_with(export, "BATbern-${env.name}-") || starts_with(export, "${env.name}-"),
        "the export `${export}` of `${name}` could be another environment's"
    }
  }
  // No bucket, parameter or database of one environment has a name that another could take.
  for bucket in resources(AWS::S3::Bucket) {
    assert bucket.BucketName != null && ends_with(bucket.BucketName, env.name), "${bucket.meta.path}"
  }
  for parameter in resources(AWS::SSM::Parameter) {
    assert parameter.Name != null && starts_with(parameter.Name, "/batbern/${env.name}/"), "${parameter.meta.path}"
  }
}

/// CloudFormation's limits are far.
test "templates leave room to grow" for BATbern {
  for name, stack in stacks() {
    assert stack.resources <= 400, "`${name}` has ${stack.resources} of 500 resources"
    assert stack.bytes <= 800_000, "the template of `${name}` has ${stack.bytes} of 1,000,000 bytes"
  }
}
