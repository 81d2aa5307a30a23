/// Databases and caches.
use std.iam.{Role, Statement}
use std.monitoring.{LogGroup}
use std.network.{Grouped}
use std.secrets.{GeneratedSecret}

/// The part of a version before the first dot: `"17"` of `"17.11"`.
fn major(version: String): String = split(version, ".")[0]

/// PostgreSQL on RDS, in subnets that the internet cannot reach, with a secret for its first user.
///
/// Decided here, and differently from what RDS does by default: the storage is encrypted and gp3; connections need TLS;
/// snapshots carry the tags; IAM can log in; a version past its end is not kept running for extra money.
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
  /// How often the operating system is measured (1, 5, 10, 15, 30 or 60 s); not at all when left out.
  param enhanced_monitoring: Duration?
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

  @on_delete(on_delete)
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

  /// The instance itself, for metrics.
  output instance
  /// Its host name, which stays the same when another instance takes over.
  output host: String = instance.Endpoint.Address
  /// Its port.
  output port: String = instance.Endpoint.Port
  /// The name of the first database.
  output database
  /// The first user's secret: JSON with `username`, `password`, `host`, `port`, `dbname`.
  output secret = credentials.secret
  /// Its ARN, there when host and port have been added to it.
  output secret_arn: String = credentials_attachment.ref
  /// Lets a role read the secret.
  output read_secret: [Statement] = credentials.read
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

  @on_delete(on_delete)
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

  /// The replication group itself, for metrics.
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
}
