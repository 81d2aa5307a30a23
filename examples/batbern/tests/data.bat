/// 6 to 9, 14, 15 and 17: what remembers.
use "../../../envs/dev.bat"
use "../../../envs/prod.bat"
use "../../../envs/staging.bat"
use "../app.bat".{BATbern}

// 6.1
test "should_configureMultiAZ_when_productionEnvironment" for BATbern {
  let is_large = env.name != "development"
  assert like(only(AWS::RDS::DBInstance), {
    Engine: "postgres"
    MultiAZ: is_large
    StorageType: "gp3"
    StorageEncrypted: true
    PubliclyAccessible: false
    DeletionProtection: is_large
    PreferredMaintenanceWindow: "sun:04:00-sun:05:00"
  })
  let database = only(AWS::RDS::DBInstance)
  let version = database.EngineVersion
  assert version != null && int(split(version, ".")[0]) >= 15
  // Production sees which queries are slow.
  assert (database.EnablePerformanceInsights == true) == (env.name == "production")
  // It stands in the isolated tier.
  assert database.DBSubnetGroupName == db.postgres.subnet_group.ref
  assert db.postgres.subnet_group.SubnetIds == [for s in net.vpc.subnets.isolated: s.ref]
  let connections = if env.name == "production" then "200" else "100"
  let memory = if env.name == "production" then "32768" else "16384"
  assert like(only(AWS::RDS::DBParameterGroup).Parameters, {
    shared_preload_libraries: "pg_stat_statements"
    log_statement: "all"
    log_duration: "1"
    log_min_duration_statement: "1000"
    max_connections: connections
    work_mem: memory
  })
}

// 7.1
test "should_integrateFlywayMigrations_when_databaseCreated" for BATbern {
  let migration = only(Custom::FlywayMigration)
  assert migration.meta.stack == "db"
  // The task runs Flyway, with the database's secret and nothing of it in the open.
  let tasks = [for t in resources(AWS::ECS::TaskDefinition) if t.meta.stack == "db": t]
  assert length(tasks) == 1
  for task in tasks {
    let containers = [for c in task.ContainerDefinitions ?? [] if c.Name == "flyway": c]
    assert length(containers) == 1
    for container in containers {
      let secrets_ = [for s in container.Secrets ?? []: s.Name]
      assert secrets_ == ["FLYWAY_USER", "FLYWAY_PASSWORD"]
      assert !any([for v in container.Environment ?? []: v.Name == "FLYWAY_PASSWORD"])
    }
  }
  // It reaches the database.
  assert any([
    for door in resources(AWS::EC2::SecurityGroupIngress):
      door.SourceSecurityGroupId == db.migrations.security.group.ref && door.GroupId == net.database.group.ref
  ])
}

// 8.1
test "should_configureBackupRetention_when_RDSProvisioned" for BATbern {
  let days = match env.name { "production" => 30, "staging" => 14, _ => 7 }
  let database = only(AWS::RDS::DBInstance)
  assert like(database, {
    BackupRetentionPeriod: days
    PreferredBackupWindow: "03:00-04:00"
    CopyTagsToSnapshot: true
  })
  assert database.KmsKeyId != null
  // A last snapshot, where the data matters.
  assert database.meta.on_delete == (if env.name == "development" then "Delete" else "Snapshot")
}

// 9.1
test "should_setupConnectionPooling_when_databaseReady" for BATbern {
  let proxy = only(AWS::RDS::DBProxy)
  assert like(proxy, { EngineFamily: "POSTGRESQL", RequireTLS: true })
  assert length(proxy.Auth ?? []) == 1
  for auth in proxy.Auth ?? [] {
    assert auth.SecretArn == db.postgres.secret_arn
  }
  assert only(AWS::RDS::DBProxyTargetGroup).DBInstanceIdentifiers == [db.postgres.instance.ref]
  // It may read that secret and no other.
  let read = [for s in statements(db.proxy.role.role) if contains(s.actions, "secretsmanager:GetSecretValue"): s]
  assert length(read) == 1
  for s in statements(db.proxy.role.role) {
    if contains(s.actions, "secretsmanager:GetSecretValue") {
      assert s.resources == [db.postgres.secret.ref]
    }
  }
}

// 14.1
test "should_createRedisCluster_when_cacheRequired" for BATbern {
  let is_large = env.name != "development"
  let cache = only(AWS::ElastiCache::ReplicationGroup)
  assert like(cache, {
    Engine: "redis"
    AtRestEncryptionEnabled: true
    TransitEncryptionEnabled: true
    AutomaticFailoverEnabled: is_large
    MultiAZEnabled: is_large
    SnapshotRetentionLimit: match env.name { "production" => 14, "staging" => 5, _ => 1 }
    SnapshotWindow: "03:00-05:00"
    PreferredMaintenanceWindow: "sun:05:00-sun:07:00"
  })
  let version = cache.EngineVersion
  assert version != null && starts_with(version, "7.")
  assert cache.CacheSubnetGroupName == db.redis.subnet_group.ref
  assert db.redis.subnet_group.SubnetIds == [for s in net.vpc.subnets.isolated: s.ref]
  // The token comes from Secrets Manager, and stands in no template.
  assert cache.AuthToken != null && !known(cache.AuthToken)
}

// 15.1
test "should_applyLifecyclePolicies_when_S3BucketCreated" for BATbern {
  let keeps = env.name == "production"
  for bucket in resources(AWS::S3::Bucket) {
    assert bucket.BucketEncryption != null, "${bucket.meta.path} is not encrypted"
    assert like(bucket.PublicAccessBlockConfiguration, {
      BlockPublicAcls: true
      BlockPublicPolicy: true
      IgnorePublicAcls: true
      RestrictPublicBuckets: true
    }), "${bucket.meta.path} may be public"
    assert (bucket.VersioningConfiguration?.Status == "Enabled") == keeps, "${bucket.meta.path}"
    assert bucket.meta.on_delete == (if keeps then "RetainExceptOnCreate" else "Delete"), "${bucket.meta.path}"
    // TLS only.
    let policies = [for p in resources(AWS::S3::BucketPolicy) if p.Bucket == bucket.ref: p]
    assert length(policies) == 1, "${bucket.meta.path}"
    for policy in policies {
      assert any([
        for s in statements(policy):
          s.effect == "Deny" && like(s.conditions, { Bool: { "aws:SecureTransport": "false" } })
      ]), "${bucket.meta.path} takes requests without TLS"
    }
  }

  // Content moves to where it is cheap by itself, and browsers may upload it.
  let content = storage.content.bucket
  let moves = flatten([for r in content.LifecycleConfiguration?.Rules ?? []: r.Transitions ?? []])
  assert any([for m in moves: m.StorageClass == "INTELLIGENT_TIERING" && m.TransitionInDays == 90])
  assert length(content.CorsConfiguration?.CorsRules ?? []) == 1

  // Logs and backups end.
  let log_rules = storage.logs.bucket.LifecycleConfiguration?.Rules ?? []
  let backup_rules = storage.backups.bucket.LifecycleConfiguration?.Rules ?? []
  assert any([for r in log_rules: r.ExpirationInDays == (if keeps then 90 else 30)])
  assert any([for r in backup_rules: r.ExpirationInDays == (if keeps then 365 else 30)])
  let archives = flatten([for r in backup_rules: r.Transitions ?? []])
  let archived = any([for m in archives: m.StorageClass == "GLACIER" && m.TransitionInDays == 90])
  assert archived == keeps
}

// 17.1
test "should_rotateSecrets_when_credentialsStored" for BATbern {
  // One key of ours encrypts all of them, and changes each year.
  for secret in resources(AWS::SecretsManager::Secret) {
    assert secret.KmsKeyId == secrets.key.key.Arn || secret.KmsKeyId == secrets.key.key.ref, "${secret.meta.path}"
  }
  assert secrets.key.key.EnableKeyRotation == true
  assert secrets.redis_token.secret.meta.stack == "secrets" && secrets.jwt_key.secret.meta.stack == "secrets"

  // The database's password changes every 30 days, by a function that is deployed with it.
  let rotation = only(AWS::SecretsManager::RotationSchedule)
  assert rotation.SecretId == db.postgres.secret_arn
  assert rotation.RotationRules != null
  let rules = rotation.RotationRules
  assert rules?.AutomaticallyAfterDays == 30 || rules?.ScheduleExpression == "rate(30 days)"
  assert rotation.HostedRotationLambda != null || rotation.RotationLambdaARN != null

  // Settings that are not secret are parameters.
  assert count(AWS::SSM::Parameter) >= length(keys(parameters))
}
