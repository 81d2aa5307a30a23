import {
  CfnOutput,
  Duration,
  RemovalPolicy,
  Stack,
  StackProps,
  Tags,
  aws_ec2 as ec2,
  aws_elasticache as elasticache,
  aws_kms as kms,
  aws_logs as logs,
  aws_rds as rds,
  aws_secretsmanager as secrets,
} from "aws-cdk-lib";
import { Construct } from "constructs";
import { CacheConfig, DatabaseConfig } from "./config";

export interface DatabaseStackProps extends StackProps {
  readonly environmentName: string;
  readonly database: DatabaseConfig;
  readonly cache: CacheConfig;
  readonly vpc: ec2.IVpc;
  /** The services, which reach PostgreSQL through its proxy. */
  readonly applicationGroup: ec2.ISecurityGroup;
  /** Who reaches PostgreSQL. */
  readonly databaseGroup: ec2.ISecurityGroup;
  /** Who reaches Redis. */
  readonly cacheGroup: ec2.ISecurityGroup;
  readonly key: kms.IKey;
  readonly redisToken: secrets.ISecret;
}

/** PostgreSQL and Redis, in the isolated subnets. */
export class DatabaseStack extends Stack {
  readonly postgres: rds.DatabaseInstance;
  readonly proxy: rds.DatabaseProxy;
  readonly redis: elasticache.CfnReplicationGroup;

  constructor(scope: Construct, id: string, props: DatabaseStackProps) {
    super(scope, id, props);
    Tags.of(this).add("Component", "Database");
    const { database, cache, vpc } = props;
    // Both by their identifiers: otherwise the rules for proxy and rotation are put into the network's stack and the
    // proxy's role into the key's policy, and the stacks need each other.
    const key = kms.Key.fromKeyArn(this, "Key", props.key.keyArn);
    const databaseGroup = ec2.SecurityGroup.fromSecurityGroupId(
      this,
      "DatabaseGroup",
      props.databaseGroup.securityGroupId,
    );
    const isolated = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };

    const engine = rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.of("17.11", "17") });
    const parameterGroup = new rds.ParameterGroup(this, "Parameters", {
      engine,
      description: "PostgreSQL 17",
      parameters: {
        "rds.force_ssl": "1",
        shared_preload_libraries: "pg_stat_statements",
        log_statement: "all",
        log_duration: "1",
        log_min_duration_statement: "1000",
        max_connections: `${database.maxConnections}`,
        work_mem: `${database.workMemKib}`,
      },
    });
    this.postgres = new rds.DatabaseInstance(this, "Postgres", {
      engine,
      instanceIdentifier: `batbern-${props.environmentName}`,
      instanceType: new ec2.InstanceType(database.instanceType),
      vpc,
      vpcSubnets: isolated,
      securityGroups: [databaseGroup],
      credentials: rds.Credentials.fromGeneratedSecret("batbern", { encryptionKey: key }),
      databaseName: "batbern",
      parameterGroup,
      storageType: rds.StorageType.GP3,
      allocatedStorage: database.storageGib,
      storageEncrypted: true,
      storageEncryptionKey: key,
      multiAz: database.multiAz,
      publiclyAccessible: false,
      iamAuthentication: true,
      backupRetention: Duration.days(database.backupRetentionDays),
      preferredBackupWindow: "03:00-04:00",
      preferredMaintenanceWindow: "sun:04:00-sun:05:00",
      autoMinorVersionUpgrade: true,
      copyTagsToSnapshot: true,
      deleteAutomatedBackups: !database.snapshotOnDelete,
      deletionProtection: database.deletionProtection,
      removalPolicy: database.snapshotOnDelete ? RemovalPolicy.SNAPSHOT : RemovalPolicy.DESTROY,
      enablePerformanceInsights: database.performanceInsights,
      performanceInsightEncryptionKey: database.performanceInsights ? key : undefined,
      performanceInsightRetention: database.performanceInsights
        ? rds.PerformanceInsightRetention.DEFAULT
        : undefined,
      cloudwatchLogsExports: ["postgresql", "upgrade"],
      cloudwatchLogsRetention: logs.RetentionDays.ONE_MONTH,
      caCertificate: rds.CaCertificate.RDS_CA_RSA2048_G1,
      engineLifecycleSupport: rds.EngineLifecycleSupport.OPEN_SOURCE_RDS_EXTENDED_SUPPORT_DISABLED,
    });

    const rotationGroup = new ec2.SecurityGroup(this, "RotationGroup", {
      vpc,
      description: "Rotation of a database password",
    });
    this.postgres.addRotationSingleUser({
      automaticallyAfter: Duration.days(30),
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      securityGroup: rotationGroup,
      rotateImmediatelyOnUpdate: false,
    });

    const proxyGroup = new ec2.SecurityGroup(this, "ProxyGroup", {
      vpc,
      description: `RDS Proxy batbern-${props.environmentName}`,
      allowAllOutbound: false,
    });
    proxyGroup.addIngressRule(props.applicationGroup, ec2.Port.tcp(5432), "PostgreSQL from services");
    this.proxy = this.postgres.addProxy("Proxy", {
      dbProxyName: `batbern-${props.environmentName}`,
      secrets: [this.postgres.secret!],
      vpc,
      vpcSubnets: isolated,
      securityGroups: [proxyGroup],
      requireTLS: true,
      clientPasswordAuthType: rds.ClientPasswordAuthType.POSTGRES_SCRAM_SHA_256,
      idleClientTimeout: Duration.minutes(30),
      maxConnectionsPercent: 90,
      maxIdleConnectionsPercent: 50,
      borrowTimeout: Duration.seconds(30),
    });

    const redisSubnets = new elasticache.CfnSubnetGroup(this, "RedisSubnets", {
      description: `Cache of BATbern ${props.environmentName}`,
      subnetIds: vpc.selectSubnets(isolated).subnetIds,
    });
    const redisParameters = new elasticache.CfnParameterGroup(this, "RedisParameters", {
      cacheParameterGroupFamily: "redis7",
      description: `Cache of BATbern ${props.environmentName}`,
    });
    this.redis = new elasticache.CfnReplicationGroup(this, "Redis", {
      replicationGroupDescription: `Cache of BATbern ${props.environmentName}`,
      engine: "redis",
      engineVersion: "7.1",
      autoMinorVersionUpgrade: true,
      cacheNodeType: cache.nodeType,
      numCacheClusters: cache.nodes,
      automaticFailoverEnabled: cache.multiAz,
      multiAzEnabled: cache.multiAz,
      cacheSubnetGroupName: redisSubnets.ref,
      cacheParameterGroupName: redisParameters.ref,
      securityGroupIds: [props.cacheGroup.securityGroupId],
      atRestEncryptionEnabled: true,
      kmsKeyId: key.keyArn,
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      authToken: props.redisToken.secretValue.unsafeUnwrap(),
      snapshotRetentionLimit: cache.snapshotsKept,
      snapshotWindow: "03:00-05:00",
      preferredMaintenanceWindow: "sun:05:00-sun:07:00",
    });
    this.redis.applyRemovalPolicy(database.snapshotOnDelete ? RemovalPolicy.SNAPSHOT : RemovalPolicy.DESTROY);

    new CfnOutput(this, "PostgresHost", { value: this.postgres.dbInstanceEndpointAddress });
    new CfnOutput(this, "ProxyHost", { value: this.proxy.endpoint });
    new CfnOutput(this, "RedisHost", { value: this.redis.attrPrimaryEndPointAddress });
  }
}
