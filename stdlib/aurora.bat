/// Aurora: PostgreSQL on storage that grows by itself and is kept in three zones.
use std.database.{major}
use std.iam.{Role, Statement}
use std.monitoring.{LogGroup}
use std.network.{Grouped}
use std.retention.{deletion_policy}
use std.secrets.{GeneratedSecret}

/// How much Aurora may use: one unit is 2 GiB of memory with the processors that belong to it.
type Capacity = {
  /// When nobody asks for anything; 0 lets it sleep, and wake in some 15 seconds.
  min: Float = 0.5
  /// When many do.
  max: Float = 4.0
}

/// A cluster of Aurora PostgreSQL: one instance that writes, and others that read and take over when it fails.
///
/// Decided here, and differently from what CDK's `DatabaseCluster` does by default: the storage is encrypted; connections
/// need TLS; backups are kept for 14 days, not one; deletion is refused; a second instance is there to take over;
/// instances are serverless, so they follow the load; the log goes to a group that forgets.
///
/// It can stand wherever a `Postgres` can: `Proxy { database: aurora }`, `Rotation { secret: aurora }`,
/// `FlywayMigration { database: aurora }`.
construct Aurora {
  /// The subnets, in two zones at least: `vpc.subnets.isolated`.
  param subnets: [AWS::EC2::Subnet]
  /// Who reaches it is decided by these security groups.
  param security_groups: [Grouped]
  /// The version of PostgreSQL. A smaller change is made by RDS itself in the maintenance window.
  param version: String(/^1[4-9]\.[0-9]+$/) = "17.9"
  /// `"serverless"`, or an instance class: `"db.r8g.large"`.
  param class: "serverless" | String(/^db\..+$/) = "serverless"
  /// How much serverless instances may use.
  param capacity: Capacity = {}
  /// How many instances read, and take over when the writing one fails. Without any, a new one has to be made first.
  param readers: Int(0..=15) = 1
  /// The name of the first database.
  param database: String(/^[a-zA-Z][a-zA-Z0-9_]{0,62}$/) = "postgres"
  /// The first user, who may nearly everything.
  param username: String(/^[a-zA-Z][a-zA-Z0-9_]{0,15}$/) = "postgres"
  /// The KMS key of storage, secret and Performance Insights; without one, AWS's own keys of the account. A change
  /// replaces the cluster.
  param key: { key: AWS::KMS::Key }?
  /// Parameters of PostgreSQL, over those that stand here.
  param parameters: Map<String> = {}
  /// How long one can go back in time.
  param backup_retention: Duration(1d..=35d) = 14d
  /// When backups begin, in UTC.
  param backup_window: String(/^\d\d:\d\d-\d\d:\d\d$/) = "03:00-04:00"
  /// When RDS may restart instances, in UTC.
  param maintenance_window: String(/^[a-z]{3}:\d\d:\d\d-[a-z]{3}:\d\d:\d\d$/) = "sun:04:00-sun:05:00"
  /// How long Performance Insights remembers; 7 days cost nothing.
  param performance_insights: Duration? = 7d
  /// How often the operating system is measured (1, 5, 10, 15, 30 or 60 s); not at all when `null`.
  param enhanced_monitoring: Duration? = 60s
  /// A name of its own. With one, CloudFormation cannot replace the cluster: it says so and stops, instead of making an
  /// empty database next to the full one. Its logs can be kept with one only, see `log_retention`.
  param identifier: String(/^[a-z][a-z0-9-]{0,62}$/)?
  /// Sends PostgreSQL's log to CloudWatch and keeps it for so long; that takes an `identifier`.
  param log_retention: Duration?
  /// Whether RDS refuses to delete it.
  param deletion_protection: Bool = true
  /// What becomes of it when it is removed from the stack: a snapshot stays, the cluster stays, or nothing does.
  param on_delete: "Snapshot" | "Retain" | "Delete" = "Snapshot"

  assert log_retention == null || identifier != null,
    "`log_retention` takes an `identifier`, which the log group is named after"
  assert capacity.min <= capacity.max, "`capacity` begins at ${capacity.min} and ends at ${capacity.max}"

  let is_serverless = class == "serverless"

  resource credentials = GeneratedSecret {
    description: "Aurora: ${username}"
    fields: { username }
    key
    on_delete: if on_delete == "Delete" then "Delete" else "Retain"   // a snapshot or a cluster is still opened by it
  }

  resource subnet_group = AWS::RDS::DBSubnetGroup {
    DBSubnetGroupDescription: "Aurora PostgreSQL"
    SubnetIds: subnets
  }

  resource parameter_group = AWS::RDS::DBClusterParameterGroup {
    Description: "Aurora PostgreSQL ${major(version)}"
    Family: "aurora-postgresql${major(version)}"
    Parameters: { "rds.force_ssl": "1", ...parameters }
  }

  if log_retention != null && identifier != null {
    @allow("checkov:CKV_AWS_158", reason: "CloudWatch encrypts it; a key of one's own would have to let CloudWatch in")
    resource log = LogGroup {
      name: "/aws/rds/cluster/${identifier}/postgresql"
      retention: log_retention
      // Left behind, it would be in the way of the next cluster of this name.
      on_delete: if on_delete == "Retain" then "Retain" else "Delete"
    }
  }

  if enhanced_monitoring != null {
    resource monitoring_role = Role {
      description: "Sends the operating system's metrics of Aurora to CloudWatch"
      service: "monitoring.rds.amazonaws.com"
      managed_policies: ["arn:${aws.partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"]
    }
  }

  @on_delete(deletion_policy(on_delete))
  @on_replace(on_delete)
  @depends_on(log)
  resource cluster = AWS::RDS::DBCluster {
    DBClusterIdentifier: identifier
    Engine: "aurora-postgresql"
    EngineVersion: version
    EngineLifecycleSupport: "open-source-rds-extended-support-disabled"
    DatabaseName: database
    MasterUsername: username
    MasterUserPassword: secret(credentials.secret, key: "password")
    EnableIAMDatabaseAuthentication: true
    DBClusterParameterGroupName: parameter_group.ref
    ServerlessV2ScalingConfiguration: if is_serverless then { MinCapacity: capacity.min, MaxCapacity: capacity.max }
      else null
    StorageEncrypted: true
    KmsKeyId: key?.key?.Arn
    DBSubnetGroupName: subnet_group.ref
    VpcSecurityGroupIds: [for g in security_groups: g.group]
    BackupRetentionPeriod: backup_retention.days
    PreferredBackupWindow: backup_window
    PreferredMaintenanceWindow: maintenance_window
    CopyTagsToSnapshot: true
    DeleteAutomatedBackups: on_delete == "Delete"
    DeletionProtection: deletion_protection
    EnableCloudwatchLogsExports: if log_retention == null then null else ["postgresql"]
  }

  // Nothing is lost with an instance: the storage is the cluster's. Any of them may be the writing one.
  for n in range(1, readers + 2) {
    @on_delete("Delete")
    @on_replace("Delete")
    resource instance[n] = AWS::RDS::DBInstance {
      DBInstanceIdentifier: if identifier == null then null else "${identifier}-${n}"
      DBClusterIdentifier: cluster.ref
      Engine: "aurora-postgresql"
      DBInstanceClass: if is_serverless then "db.serverless" else class
      AutoMinorVersionUpgrade: true
      PubliclyAccessible: false
      PromotionTier: if n == 1 then 0 else 1
      CACertificateIdentifier: "rds-ca-rsa2048-g1"
      EnablePerformanceInsights: performance_insights != null
      PerformanceInsightsRetentionPeriod: performance_insights?.days
      PerformanceInsightsKMSKeyId: if performance_insights == null then null else key?.key?.Arn
      MonitoringInterval: enhanced_monitoring?.seconds
      MonitoringRoleArn: monitoring_role?.arn
    }
  }

  // Adds host, port and the like to the secret, which is what rotation and RDS Proxy read.
  resource credentials_attachment = AWS::SecretsManager::SecretTargetAttachment {
    SecretId: credentials.arn
    TargetType: "AWS::RDS::DBCluster"
    TargetId: cluster.ref
  }

  /// The cluster itself.
  output cluster
  /// Its instances, by number.
  output instances = values(instance)
  /// The host name for reading and writing, which stays the same when another instance takes over.
  output host: String = cluster.Endpoint.Address
  /// The host name for reading, over all readers.
  output reader_host: String = cluster.ReadEndpoint.Address
  /// The port.
  output port: String = cluster.Endpoint.Port
  /// The name of the first database.
  output database
  /// The first of the security groups: `Connection { to: aurora, … }` lets somebody in.
  output group = security_groups[0].group
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
      "arn:${aws.partition}:rds-db:${aws.region}:${aws.account_id}:dbuser:${cluster.DBClusterResourceId}/${username}"
    ]
  }]
  /// How busy the processors are, in per cent.
  output metric_cpu = metric(cluster, "CPUUtilization")
  /// How many connections there are.
  output metric_connections = metric(cluster, "DatabaseConnections")
  /// How much of `capacity.max` is used, in per cent.
  output metric_capacity = metric(cluster, "ACUUtilization")
  /// How much memory is left, in bytes.
  output metric_free_memory = metric(cluster, "FreeableMemory")
  /// How much is stored, in bytes.
  output metric_storage = metric(cluster, "VolumeBytesUsed")
  /// How many milliseconds the slowest reader is behind.
  output metric_lag = metric(cluster, "AuroraReplicaLagMaximum")
  /// How long a commit takes, in milliseconds.
  output metric_commit_latency = metric(cluster, "CommitLatency")
}
