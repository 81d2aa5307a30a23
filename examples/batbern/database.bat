/// What remembers: PostgreSQL, and Redis in front of it.
use std.database.{Postgres, Redis}
use std.network.{SecurityGroup, Vpc}
use std.secrets.{GeneratedSecret, Key}
use "./settings.bat".{CacheSettings, DatabaseSettings}

/// PostgreSQL and Redis, in the isolated subnets
stack Database {
  param sizing: DatabaseSettings
  param cache: CacheSettings
  param vpc: Vpc
  /// Who reaches PostgreSQL.
  param database_group: SecurityGroup
  /// Who reaches Redis.
  param cache_group: SecurityGroup
  /// Encrypts what both store.
  param key: Key
  /// Lets services into Redis.
  param redis_token: GeneratedSecret

  tags { Component: "Database" }

  @allow("checkov:CKV_AWS_118", reason: "CloudWatch's own metrics are what the alarms look at; production has Performance Insights")
  @allow("checkov:CKV_AWS_157", reason: "development has one instance; staging and production have two")
  @allow("checkov:CKV_AWS_158", reason: "CloudWatch encrypts the logs by itself; they are kept for 30 days")
  resource postgres = Postgres {
    subnets: vpc.subnets.isolated
    security_groups: [database_group]
    key
    class: sizing.class
    storage: sizing.storage
    multi_az: sizing.multi_az
    database: "batbern"
    username: "batbern"
    // The name keeps CloudFormation from ever replacing the database, and RDS's logs from being kept for ever.
    identifier: "batbern-${env.name}"
    log_retention: 30d
    parameters: {
      shared_preload_libraries: "pg_stat_statements"
      log_statement: "all"
      log_duration: "1"   // on
      log_min_duration_statement: "1000"
      max_connections: "${sizing.max_connections}"
      work_mem: "${sizing.work_mem.kib}"
    }
    backup_retention: sizing.backup_retention
    backup_window: "03:00-04:00"
    maintenance_window: "sun:04:00-sun:05:00"
    performance_insights: if sizing.performance_insights then 7d else null
    deletion_protection: sizing.deletion_protection
    on_delete: sizing.on_delete
  }

  resource redis = Redis {
    description: "Cache of BATbern ${env.name}"
    subnets: vpc.subnets.isolated
    security_groups: [cache_group]
    key
    token: redis_token
    version: "7.1"
    node: cache.node
    nodes: cache.nodes
    multi_az: cache.multi_az
    snapshots_kept: cache.snapshots_kept
    snapshot_window: "03:00-05:00"
    maintenance_window: "sun:05:00-sun:07:00"
    on_delete: sizing.on_delete
  }

  output postgres
  output redis

  /// Where PostgreSQL listens
  output postgres_host = postgres.host
  /// Where Redis listens
  output redis_host = redis.host
}
