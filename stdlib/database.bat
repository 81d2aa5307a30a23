/// PostgreSQL, the proxy in front of it, and Redis. Aurora is in std.aurora, DynamoDB in std.dynamodb, migrations in
/// std.migrations, rotation in std.secrets.
use std.iam.{Role, Statement}
use std.monitoring.{LogGroup}
use std.network.{Connection, Grouped, SecurityGroup}
use std.retention.{deletion_policy}
use std.secrets.{GeneratedSecret}

/// A database of PostgreSQL as others see it: a `Postgres` or an `Aurora`.
type Database = {
  /// The instance, when it is one.
  instance: AWS::RDS::DBInstance?
  /// The cluster, when it is one.
  cluster: AWS::RDS::DBCluster?
  /// What has to be there before anyone can connect.
  instances: [AWS::RDS::DBInstance]
  /// The host name for reading and writing.
  host: String
  /// The port.
  port: String
  /// The name of the first database.
  database: String
  /// Who is let in is decided by this security group.
  group: AWS::EC2::SecurityGroup
  /// The first user's secret.
  secret: AWS::SecretsManager::Secret
  /// Its ARN, there when host and port have been added to it.
  secret_arn: String
  /// Lets a role read the secret.
  read_secret: [Statement]
}

/// A metric of a node of a cache. ElastiCache names the nodes after their group: `…-001`, `…-002`.
fn node_metric(group: AWS::ElastiCache::ReplicationGroup, node: Int, name: String): Metric =
  metric(group, name, dimensions: { CacheClusterId: "${group.ref}-00${node}" })

/// The same metric of all nodes, by their numbers: `"001"`.
fn node_metrics(group: AWS::ElastiCache::ReplicationGroup, nodes: Int, name: String): Map<Metric> =
  { for n in range(1, nodes + 1): "00${n}" => node_metric(group, n, name) }

/// A metric as `metric(…)` gives it.
type Metric = { namespace: String, name: String, dimensions: Map<String>, statistic: String, region: String? }

/// The part of a version before the first dot: `"17"` of `"17.11"`.
fn major(version: String): String = split(version, ".")[0]

/// PostgreSQL on RDS, in subnets that the internet cannot reach, with a secret for its first user.
///
/// Decided here, and differently from what RDS does by default: the storage is encrypted and gp3; connections need TLS;
/// snapshots carry the tags; IAM can log in; a version past its end is not kept running for extra money.
///
/// CDK's `DatabaseInstance` makes a security group of its own, stores without encryption unless a key is given, keeps
/// backups for one day, has one instance in one zone, and can be deleted; here the groups are given, and all that is the
/// other way round. RDS could keep the first user's password by itself
/// (`ManageMasterUserPassword`), but then takes no read replica and no blue/green deployment: here it is a secret of
/// its own, which `std.secrets.Rotation` changes.
construct Postgres {
  /// The subnets, in two zones at least: `vpc.subnets.isolated`.
  param subnets: [AWS::EC2::Subnet]
  /// Who reaches it is decided by these security groups.
  param security_groups: [Grouped]
  /// The version. A smaller change is made by RDS itself in the maintenance window.
  param version: String(/^1[4-9](\.[0-9]+)?$/) = "17.11"
  /// The instance class: `"db.t3.micro"`.
  param class: String(/^db\..+$/)
  /// How much storage there is.
  param storage: Size = 20GiB
  /// Up to how much RDS may add by itself before the storage is full.
  param max_storage: Size?
  /// Whether a second instance in another zone takes over when the first one fails.
  param multi_az: Bool = true
  /// The name of the first database.
  param database: String(/^[a-zA-Z][a-zA-Z0-9_]{0,62}$/) = "postgres"
  /// The first user, who may nearly everything.
  param username: String(/^[a-zA-Z][a-zA-Z0-9_]{0,62}$/) = "postgres"
  /// The KMS key of storage, secret and Performance Insights; without one, AWS's own keys of the account. A change
  /// replaces the instance.
  param key: { key: AWS::KMS::Key }?
  /// Parameters of PostgreSQL, over those that stand here.
  param parameters: Map<String> = {}
  /// How long one can go back in time.
  param backup_retention: Duration = 14d
  /// When backups begin, in UTC.
  param backup_window: String(/^\d\d:\d\d-\d\d:\d\d$/) = "03:00-04:00"
  /// When RDS may restart it, in UTC.
  param maintenance_window: String(/^[a-z]{3}:\d\d:\d\d-[a-z]{3}:\d\d:\d\d$/) = "sun:04:00-sun:05:00"
  /// How long Performance Insights remembers; 7 days cost nothing. The smallest classes do not have it.
  param performance_insights: Duration?
  /// How often the operating system is measured (1, 5, 10, 15, 30 or 60 s); not at all when `null`.
  param enhanced_monitoring: Duration? = 60s
  /// A name of its own. With one, CloudFormation cannot replace the instance: it says so and stops, instead of making
  /// an empty database next to the full one. Its logs can be kept with one only, see `log_retention`.
  param identifier: String(/^[a-z][a-z0-9-]{0,62}$/)?
  /// Sends PostgreSQL's log to CloudWatch and keeps it for so long. RDS would make a log group that keeps it for ever,
  /// so the group is made here, under the name that RDS will look for: that takes an `identifier`.
  param log_retention: Duration?
  /// Whether RDS refuses to delete it.
  param deletion_protection: Bool = true
  /// What becomes of it when it is removed from the stack: a snapshot stays, the instance stays, or nothing does.
  param on_delete: "Snapshot" | "Retain" | "Delete" = "Snapshot"

  assert log_retention == null || identifier != null,
    "`log_retention` takes an `identifier`, which the log group is named after"
  assert storage >= 20GiB, "RDS gives 20 GiB of gp3 storage at least, found ${storage.gib} GiB"
  assert max_storage == null || max_storage > storage, "`max_storage` is not more than `storage`"

  let exports = ["postgresql", "upgrade"]

  resource credentials = GeneratedSecret {
    description: "PostgreSQL: ${username}"
    fields: { username }
    key
    on_delete: if on_delete == "Delete" then "Delete" else "Retain"   // a snapshot or an instance is still opened by it
  }

  resource subnet_group = AWS::RDS::DBSubnetGroup {
    DBSubnetGroupDescription: "PostgreSQL"
    SubnetIds: subnets
  }

  resource parameter_group = AWS::RDS::DBParameterGroup {
    Description: "PostgreSQL ${major(version)}"
    Family: "postgres${major(version)}"
    Parameters: { "rds.force_ssl": "1", ...parameters }
  }

  if log_retention != null && identifier != null {
    for name in exports {
      @allow(
        "checkov:CKV_AWS_158"
        reason: "CloudWatch encrypts it; a key of one's own would have to let CloudWatch in"
      )
      resource log[name] = LogGroup {
        name: "/aws/rds/instance/${identifier}/${name}"
        retention: log_retention
        // Left behind, it would be in the way of the next instance of this name.
        on_delete: if on_delete == "Retain" then "Retain" else "Delete"
      }
    }
  }

  if enhanced_monitoring != null {
    resource monitoring_role = Role {
      description: "Sends the operating system's metrics of PostgreSQL to CloudWatch"
      service: "monitoring.rds.amazonaws.com"
      managed_policies: ["arn:${aws.partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"]
    }
  }

  @on_delete(deletion_policy(on_delete))
  @on_replace(on_delete)
  @depends_on(log)
  resource instance = AWS::RDS::DBInstance {
    DBInstanceIdentifier: identifier
    Engine: "postgres"
    EngineVersion: version
    EngineLifecycleSupport: "open-source-rds-extended-support-disabled"
    AutoMinorVersionUpgrade: true
    DBInstanceClass: class
    DBName: database
    MasterUsername: username
    MasterUserPassword: secret(credentials.secret, key: "password")
    EnableIAMDatabaseAuthentication: true
    DBParameterGroupName: parameter_group.ref
    StorageType: "gp3"
    AllocatedStorage: storage.gib
    MaxAllocatedStorage: max_storage?.gib
    StorageEncrypted: true
    KmsKeyId: key?.key?.Arn
    MultiAZ: multi_az
    DBSubnetGroupName: subnet_group.ref
    VPCSecurityGroups: [for g in security_groups: g.group]
    PubliclyAccessible: false
    CACertificateIdentifier: "rds-ca-rsa2048-g1"
    BackupRetentionPeriod: backup_retention.days
    PreferredBackupWindow: backup_window
    PreferredMaintenanceWindow: maintenance_window
    CopyTagsToSnapshot: true
    DeleteAutomatedBackups: on_delete == "Delete"
    DeletionProtection: deletion_protection
    EnablePerformanceInsights: performance_insights != null
    PerformanceInsightsRetentionPeriod: performance_insights?.days
    PerformanceInsightsKMSKeyId: if performance_insights == null then null else key?.key?.Arn
    MonitoringInterval: enhanced_monitoring?.seconds
    MonitoringRoleArn: monitoring_role?.arn
    EnableCloudwatchLogsExports: if log_retention == null then null else exports
  }

  // Adds host, port and the like to the secret, which is what rotation and RDS Proxy read.
  resource credentials_attachment = AWS::SecretsManager::SecretTargetAttachment {
    SecretId: credentials.arn
    TargetType: "AWS::RDS::DBInstance"
    TargetId: instance.ref
  }

  /// The instance itself.
  output instance
  /// The same as a list, as an `Aurora` has it.
  output instances = [instance]
  /// Its host name, which stays the same when another instance takes over.
  output host: String = instance.Endpoint.Address
  /// Its port.
  output port: String = instance.Endpoint.Port
  /// The name of the first database.
  output database
  /// The first of the security groups: `Connection { to: postgres, … }` lets somebody in.
  output group = security_groups[0].group
  /// All of them.
  output groups = [for g in security_groups: g.group]
  /// The parameters of PostgreSQL, for a replica.
  output parameter_group
  /// The KMS key's ARN, when there is one of its own.
  output key_arn: String? = key?.key?.Arn
  /// The first user's secret: JSON with `username`, `password`, `host`, `port`, `dbname`.
  output secret = credentials.secret
  /// Its ARN, there when host and port have been added to it.
  output secret_arn: String = credentials_attachment.ref
  /// Lets a role read the secret.
  output read_secret: [Statement] = credentials.read
  /// Lets a role log in as the first user without a password, after `GRANT rds_iam TO …` in the database.
  output connect: [Statement] = [{
    actions: ["rds-db:connect"]
    resources: [
      "arn:${aws.partition}:rds-db:${aws.region}:${aws.account_id}:dbuser:${instance.DbiResourceId}/${username}"
    ]
  }]
  /// How busy the processors are, in per cent.
  output metric_cpu = metric(instance, "CPUUtilization")
  /// How many connections there are.
  output metric_connections = metric(instance, "DatabaseConnections")
  /// How much storage is left, in bytes.
  output metric_free_storage = metric(instance, "FreeStorageSpace")
  /// How much memory is left, in bytes.
  output metric_free_memory = metric(instance, "FreeableMemory")
  /// How long one read takes, in seconds.
  output metric_read_latency = metric(instance, "ReadLatency")
  /// How long one write takes, in seconds.
  output metric_write_latency = metric(instance, "WriteLatency")
  /// How much of its burst a `t` class has left, in minutes of one processor.
  output metric_cpu_credits = metric(instance, "CPUCreditBalance")
  /// How many reads and writes wait for the disk.
  output metric_disk_queue = metric(instance, "DiskQueueDepth")
}

/// A copy of a `Postgres` that can be read, a moment behind: for reports, and to take reading off the instance.
///
/// It has the source's storage, encryption, user and password, so only what may differ is asked for.
construct PostgresReplica {
  /// What it copies.
  param source: {
    instance: AWS::RDS::DBInstance
    groups: [AWS::EC2::SecurityGroup]
    parameter_group: AWS::RDS::DBParameterGroup
    key_arn: String?
  }
  /// The instance class; a smaller one than the source's may fall behind.
  param class: String(/^db\..+$/)
  /// Who reaches it; without any, whoever reaches the source.
  param security_groups: [Grouped] = []
  /// Whether a second instance in another zone takes over when the first one fails.
  param multi_az: Bool = false
  /// When RDS may restart it, in UTC.
  param maintenance_window: String(/^[a-z]{3}:\d\d:\d\d-[a-z]{3}:\d\d:\d\d$/) = "sun:05:00-sun:06:00"
  /// How long Performance Insights remembers; 7 days cost nothing.
  param performance_insights: Duration?
  /// Whether RDS refuses to delete it. All that it holds is in the source too.
  param deletion_protection: Bool = false

  @on_delete("Delete")
  @on_replace("Delete")
  resource instance = AWS::RDS::DBInstance {
    SourceDBInstanceIdentifier: source.instance.ref
    DBInstanceClass: class
    AutoMinorVersionUpgrade: true
    DBParameterGroupName: source.parameter_group.ref
    EnableIAMDatabaseAuthentication: true
    StorageType: "gp3"
    MultiAZ: multi_az
    VPCSecurityGroups: if length(security_groups) == 0 then source.groups else [for g in security_groups: g.group]
    PubliclyAccessible: false
    CACertificateIdentifier: "rds-ca-rsa2048-g1"
    PreferredMaintenanceWindow: maintenance_window
    CopyTagsToSnapshot: true
    DeletionProtection: deletion_protection
    EnablePerformanceInsights: performance_insights != null
    PerformanceInsightsRetentionPeriod: performance_insights?.days
    PerformanceInsightsKMSKeyId: if performance_insights == null then null else source.key_arn
  }

  /// The instance itself.
  output instance
  /// The host name for reading.
  output host: String = instance.Endpoint.Address
  /// Its port.
  output port: String = instance.Endpoint.Port
  /// How busy the processors are, in per cent.
  output metric_cpu = metric(instance, "CPUUtilization")
  /// How many connections there are.
  output metric_connections = metric(instance, "DatabaseConnections")
  /// How many seconds it is behind the source.
  output metric_lag = metric(instance, "ReplicaLag")
}

/// RDS Proxy: it keeps connections to a PostgreSQL database and lends them to many clients, which it can also keep
/// waiting while another instance takes over, instead of turning them away.
///
/// Clients connect to `host` as they would to the database, over TLS only, with the user and password of the secret.
/// The proxy looks the password up when it is needed, so a rotated one works at once. A client that keeps the old one
/// has to be restarted, unless `iam` is on: then clients show a token of their role and no password at all.
///
/// Differently from CDK's `DatabaseProxy`, whoever may connect is named, and the proxy reaches nothing but its database;
/// a tenth of the database's connections is left to migrations and people; and a client is told after 30 seconds, not two
/// minutes, that no connection comes free.
construct Proxy {
  /// The name that AWS wants. It can never change, and is one of a kind in its account and region.
  param name: String(/^[a-zA-Z](-?[a-zA-Z0-9]+){0,62}$/)
  /// The VPC.
  param vpc: { vpc: AWS::EC2::VPC }
  /// The subnets, in two zones at least: the database's own, `vpc.subnets.isolated`.
  param subnets: [AWS::EC2::Subnet]
  /// The database.
  param database: Database
  /// Who may connect, by name.
  param clients: Map<Grouped>
  /// Whether clients log in by their IAM role, see `connect`, and passwords are refused.
  param iam: Bool = false
  /// The share of the database's connections that the proxy may use, in per cent.
  param max_connections: Int(1..=100) = 90
  /// The share that it keeps open when nobody needs them.
  param max_idle_connections: Int(0..=100) = 50
  /// How long a client waits for a connection to come free.
  param wait: Duration(0s..=5min) = 30s
  /// How long a client may be silent before it is put out.
  param idle_timeout: Duration(1min..=8h) = 30min

  assert max_idle_connections <= max_connections, "it cannot keep more connections open than it may use"

  let port = 5432

  resource security = SecurityGroup {
    vpc
    description: "RDS Proxy ${name}"
    allow_all_outbound: false
    ingress: {
      for key, client in clients: key => { from: { group: client }, port, description: "PostgreSQL from ${key}" }
    }
  }

  resource to_database = Connection {
    from: security
    to: { group: database.group }
    port
    description: "PostgreSQL from the proxy"
    outbound: true
  }

  resource role = Role {
    description: "Looks up the passwords of RDS Proxy ${name}"
    service: "rds.amazonaws.com"
    same_account_only: false   // AWS documents no account that the proxy would name
    statements: database.read_secret
  }

  resource proxy = AWS::RDS::DBProxy {
    DBProxyName: name
    EngineFamily: "POSTGRESQL"
    RequireTLS: true
    RoleArn: role.arn
    Auth: [{
      AuthScheme: "SECRETS"
      SecretArn: database.secret_arn
      IAMAuth: if iam then "REQUIRED" else "DISABLED"
      ClientPasswordAuthType: if iam then null else "POSTGRES_SCRAM_SHA_256"
    }]
    VpcSubnetIds: subnets
    VpcSecurityGroupIds: [security.group]
    IdleClientTimeout: idle_timeout.seconds
    DebugLogging: false   // it would log what is asked
  }

  // The proxy looks for its database at once.
  @depends_on(to_database, database.instances)
  resource targets = AWS::RDS::DBProxyTargetGroup {
    DBProxyName: proxy.ref
    TargetGroupName: "default"   // AWS knows no other
    DBInstanceIdentifiers: if database.instance == null then null else [database.instance.ref]
    DBClusterIdentifiers: if database.cluster == null then null else [database.cluster.ref]
    ConnectionPoolConfigurationInfo: {
      MaxConnectionsPercent: max_connections
      MaxIdleConnectionsPercent: max_idle_connections
      ConnectionBorrowTimeout: wait.seconds
    }
  }

  /// The proxy itself.
  output proxy
  /// The host name to connect to.
  output host: String = proxy.Endpoint
  /// The port.
  output port: String = "5432"
  /// Its ARN.
  output arn: String = proxy.DBProxyArn
  /// Its security group.
  output group = security.group
  /// The first user's secret, whose user and password the proxy takes.
  output secret = database.secret
  /// Lets a role read the secret.
  output read_secret: [Statement] = database.read_secret
  /// Lets a role log in as any of the secret's users without a password, when `iam` is on.
  output connect: [Statement] = [{
    actions: ["rds-db:connect"]
    resources: [
      "arn:${aws.partition}:rds-db:${aws.region}:${aws.account_id}:dbuser:${select(split(proxy.DBProxyArn, ":"), 6)}/*"
    ]
    reason: "the proxy takes one user only, the secret's"
  }]
  /// How many clients are connected.
  output metric_clients = metric(proxy, "ClientConnections")
  /// How many connections to the database there are.
  output metric_connections = metric(proxy, "DatabaseConnections")
  /// How long clients wait for a connection, in microseconds.
  output metric_wait = metric(proxy, "DatabaseConnectionsBorrowLatency")
  /// How many connections could not be lent to another client, because of what their client has set.
  output metric_pinned = metric(proxy, "DatabaseConnectionsCurrentlySessionPinned")
  /// How long the database takes to answer, in microseconds.
  output metric_query_latency = metric(proxy, "QueryDatabaseResponseLatency")
}

/// Redis on ElastiCache: one primary and its replicas, encrypted at rest and on its way, with a token to get in.
construct Redis {
  /// What it caches.
  param description: String(1..=255)
  /// The subnets: `vpc.subnets.isolated`.
  param subnets: [AWS::EC2::Subnet]
  /// Who reaches it is decided by these security groups.
  param security_groups: [Grouped]
  /// The secret that holds the token: one text of 16 to 128 letters and digits.
  param token: { secret: AWS::SecretsManager::Secret, read: [Statement] }
  /// The version.
  param version: "6.2" | "7.0" | "7.1" = "7.1"
  /// The node type: `"cache.t3.micro"`.
  param node: String(/^cache\..+$/)
  /// How many nodes there are: the primary, and replicas that can be read.
  param nodes: Int(1..=6) = 2
  /// Whether a replica in another zone takes over when the primary fails. It takes two nodes.
  param multi_az: Bool = nodes > 1
  /// The KMS key that encrypts what is stored; without one, AWS's own. A change replaces the cache.
  param key: { key: AWS::KMS::Key }?
  /// Parameters of Redis.
  param parameters: Map<String> = {}
  /// How many daily snapshots are kept.
  param snapshots_kept: Int(0..=35) = 5
  /// When they are made, in UTC.
  param snapshot_window: String(/^\d\d:\d\d-\d\d:\d\d$/) = "03:00-05:00"
  /// When ElastiCache may restart nodes, in UTC.
  param maintenance_window: String(/^[a-z]{3}:\d\d:\d\d-[a-z]{3}:\d\d:\d\d$/) = "sun:05:00-sun:07:00"
  /// What becomes of it when it is removed from the stack: a last snapshot stays, the cache stays, or nothing does.
  param on_delete: "Snapshot" | "Retain" | "Delete" = "Snapshot"

  assert !multi_az || nodes > 1, "nothing could take over: `multi_az` takes two nodes"

  resource subnet_group = AWS::ElastiCache::SubnetGroup {
    Description: description
    SubnetIds: subnets
  }

  resource parameter_group = AWS::ElastiCache::ParameterGroup {
    Description: description
    CacheParameterGroupFamily: if major(version) == "6" then "redis6.x" else "redis7"
    Properties: if length(keys(parameters)) == 0 then null else parameters
  }

  @on_delete(deletion_policy(on_delete))
  @on_replace(on_delete)
  resource group = AWS::ElastiCache::ReplicationGroup {
    ReplicationGroupDescription: description
    Engine: "redis"
    EngineVersion: version
    AutoMinorVersionUpgrade: true
    CacheNodeType: node
    NumCacheClusters: nodes
    AutomaticFailoverEnabled: multi_az
    MultiAZEnabled: multi_az
    CacheSubnetGroupName: subnet_group.ref
    CacheParameterGroupName: parameter_group.ref
    SecurityGroupIds: [for g in security_groups: g.group]
    AtRestEncryptionEnabled: true
    KmsKeyId: key?.key?.Arn
    TransitEncryptionEnabled: true
    TransitEncryptionMode: "required"
    AuthToken: secret(token.secret)
    SnapshotRetentionLimit: snapshots_kept
    SnapshotWindow: snapshot_window
    PreferredMaintenanceWindow: maintenance_window
  }

  /// The replication group itself.
  output group
  /// The host name for reading and writing.
  output host: String = group.PrimaryEndPoint.Address
  /// The host name for reading, over all replicas.
  output reader_host: String = group.ReaderEndPoint.Address
  /// The port.
  output port: String = group.PrimaryEndPoint.Port
  /// The token's secret.
  output secret = token.secret
  /// Lets a role read the token.
  output read_secret: [Statement] = token.read
  /// How busy the engine's one processor is, in per cent: of the first node, and of each node by its number (`"001"`).
  /// Any node may be the primary, so watch all of them.
  output metric_cpu = node_metric(group, 1, "EngineCPUUtilization")
  output node_metric_cpu = node_metrics(group, nodes, "EngineCPUUtilization")
  /// How much of the memory is used, in per cent.
  output metric_memory = node_metric(group, 1, "DatabaseMemoryUsagePercentage")
  output node_metric_memory = node_metrics(group, nodes, "DatabaseMemoryUsagePercentage")
  /// How many keys were thrown out to make room.
  output metric_evictions = node_metric(group, 1, "Evictions")
  output node_metric_evictions = node_metrics(group, nodes, "Evictions")
  /// How many connections there are.
  output metric_connections = node_metric(group, 1, "CurrConnections")
  output node_metric_connections = node_metrics(group, nodes, "CurrConnections")
  /// How many requests found their key, and how many did not.
  output metric_hits = node_metric(group, 1, "CacheHits")
  output metric_misses = node_metric(group, 1, "CacheMisses")
  /// How many seconds a replica is behind the primary.
  output node_metric_lag = node_metrics(group, nodes, "ReplicationLag")
}
