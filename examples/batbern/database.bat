/// What remembers: PostgreSQL with its proxy, and Redis in front of it.
use std.database.{Postgres, Proxy, Redis}
use std.migrations.{FlywayMigration}
use std.network.{SecurityGroup, Vpc}
use std.secrets.{GeneratedSecret, Key, Rotation}
use "./settings.bat".{CacheSettings, DatabaseSettings}

/// PostgreSQL and Redis, in the isolated subnets, and the tables in it
stack Database {
  param sizing: DatabaseSettings
  param cache: CacheSettings
  param vpc: Vpc
  /// The services, which reach PostgreSQL through its proxy.
  param application_group: SecurityGroup
  /// Who reaches PostgreSQL: the proxy, and what is made here.
  param database_group: SecurityGroup
  /// Who reaches Redis.
  param cache_group: SecurityGroup
  /// Encrypts what both store.
  param key: Key
  /// Lets services into Redis.
  param redis_token: GeneratedSecret

  tags { Component: "Database" }

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

  // A new password every 30 days.
  resource rotation = Rotation {
    secret: postgres
    key
    every: 30d
    vpc
    subnets: vpc.subnets.private
  }

  // The services connect here, not to the database itself.
  resource proxy = Proxy {
    name: "batbern-${env.name}"
    database: postgres
    vpc
    subnets: vpc.subnets.isolated
    clients: { services: application_group }
  }

  // The tables. A later stack finds them as these files say, or is not deployed.
  resource migrations = FlywayMigration {
    files: files("./migrations/*.sql")
    database: postgres
    vpc
    subnets: vpc.subnets.private
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
  output proxy
  output redis

  /// Where PostgreSQL itself listens, to migrations and people
  output postgres_host = postgres.host
  /// Where PostgreSQL's proxy listens, to the services
  output proxy_host = proxy.host
  /// Changes with the migrations
  output schema_version = migrations.version
  /// Where Redis listens
  output redis_host = redis.host
}
