/// 2: an environment is a value of a type; what it says is what is deployed.
use "../../../envs/dev.bat".{development}
use "../../../envs/prod.bat".{production}
use "../../../envs/staging.bat".{staging}
use "../app.bat".{BATbern}

// 2.1
test "should_loadEnvironmentConfig_when_deployingStack" for development, staging, production {
  assert net.vpc.vpc.CidrBlock == network.cidr
  assert network.cidr == match env.name {
    "development" => "10.0.0.0/16"
    "staging" => "10.1.0.0/16"
    "production" => "10.2.0.0/16"
    _ => ""
  }
  assert env.region == "eu-central-1"
  assert env.production == (env.name == "production")
  for name, value in parameters {
    let parameter = secrets.parameter[name].parameter
    assert like(parameter, { Name: "/batbern/${env.name}/${name}", Value: value, Type: "String" })
  }
}

/// What each environment has, as the platform's page says.
type Sizes = {
  class: String
  storage: String
  nats: Int
  zones: Int
  node: String
  nodes: Int
  backups: Int
  snapshots: Int
}

let sizes: Map<Sizes> = {
  development: {
    class: "db.t3.micro"
    storage: "20"
    nats: 1
    zones: 2
    node: "cache.t3.micro"
    nodes: 1
    backups: 7
    snapshots: 1
  }
  staging: {
    class: "db.t3.small"
    storage: "50"
    nats: 2
    zones: 2
    node: "cache.t3.small"
    nodes: 2
    backups: 14
    snapshots: 5
  }
  production: {
    class: "db.t3.medium"
    storage: "100"
    nats: 3
    zones: 3
    node: "cache.t3.medium"
    nodes: 3
    backups: 30
    snapshots: 14
  }
}

// 2.2
test "should_applyResourceSizing_when_environmentSpecified" for BATbern {
  let expected = sizes[env.name]
  assert like(db.postgres.instance, {
    DBInstanceClass: expected.class
    AllocatedStorage: expected.storage
    BackupRetentionPeriod: expected.backups
  })
  assert like(db.redis.group, {
    CacheNodeType: expected.node
    NumCacheClusters: expected.nodes
    SnapshotRetentionLimit: expected.snapshots
  })
  assert count(AWS::EC2::NatGateway) == expected.nats
  assert count(AWS::EC2::Subnet) == 3 * expected.zones
  let tasks = match env.name { "staging" => 2, "production" => 3, _ => 1 }
  let sizing = match env.name {
    "staging" => { cpu: "512", memory: "1024" }
    _ => { cpu: "1024", memory: "2048" }
  }
  // How many tasks run is up to scaling, which begins at the least: a deployment that said a number would undo it.
  for target in resources(AWS::ApplicationAutoScaling::ScalableTarget) {
    assert target.MinCapacity == tasks, "${target.meta.path}"
  }
  for service in resources(AWS::ECS::Service) {
    assert service.DesiredCount == null || service.DesiredCount == tasks, "${service.meta.path}"
  }
  if web != null {
    let of_services = [
      for task in resources(AWS::ECS::TaskDefinition) if task.meta.stack == "microservices": task
    ]
    assert length(of_services) == 6
    for task in of_services {
      assert task.Cpu == sizing.cpu && task.Memory == sizing.memory, "${task.meta.path}"
    }
  }
}

// 2.3: it is told which setting is missing, where that is declared, and in which environment.
@says("environment `incomplete` does not set `network`", "batbern/app.bat", "required here, as `NetworkSettings`")
test "should_throwError_when_requiredConfigMissing" expects E0601 {
  env incomplete = BATbern {
    account: "954163570305"
    region: "eu-central-1"
  }
}

/// That no resource of production is weaker than staging's is a rule, see `stronger.bat`. This is that none is missing.
test "production has the stores of staging" for production {
  assert count(AWS::RDS::DBInstance) == count(AWS::RDS::DBInstance, in: staging)
  assert count(AWS::ElastiCache::ReplicationGroup) == count(AWS::ElastiCache::ReplicationGroup, in: staging)
  assert count(AWS::Cognito::UserPool) == count(AWS::Cognito::UserPool, in: staging)
  let buckets = [for b in resources(AWS::S3::Bucket): b.meta.path]
  for b in resources(AWS::S3::Bucket, in: staging) {
    assert contains(buckets, b.meta.path), "production has no `${b.meta.path}`"
  }
}
