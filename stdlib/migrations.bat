/// Changes of a database's schema, made as part of a deployment.
use std.database.{Database}
use std.iam.{Role, policy}
use std.monitoring.{LogGroup}
use std.network.{Connection, SecurityGroup}
use std.provider.{Provider}

/// What CloudFormation is asked for by `FlywayMigration`.
resource type Custom::FlywayMigration {
  properties {
    Cluster: String
    TaskDefinition: String
    Container: String
    Subnets: [String]
    SecurityGroups: [String]
    LogGroup: String
    LogPrefix: String
    TimeoutSeconds: Int
    ServiceTimeout: Int
  }
}

/// A file's name without its folders.
fn base_name(path: Path): String = reverse(split("${path}", "/"))[0]

/// Flyway's migrations of a PostgreSQL database, run as a task of ECS whenever they change; the deployment waits for them,
/// and fails, with the end of Flyway's log, when they do. A first deployment runs them too.
///
/// Whatever is deployed after this finds the new schema: give it `@depends_on(migrations)`, or put it into a later stack.
/// What runs meanwhile must cope with both schemas, old and new.
///
/// How it works: each file is an asset; a first container of the task fetches them from S3, then Flyway's runs with the
/// database's secret in its environment. A function starts the task and waits. The task definition names every file
/// with the hash of its content, so a new or changed file is a new task definition, and that is what lets CloudFormation
/// run it again. When a deployment is rolled back the earlier files are run, which changes nothing: Flyway ignores that the
/// database is further already. Deleting the stack runs nothing and takes nothing back.
///
/// Flyway connects to the database itself, not through a proxy: it holds a lock for as long as it runs, which pins a
/// proxy's connection anyway.
construct FlywayMigration {
  /// The files: `files("./migrations/*.sql")`, named as Flyway wants: `V1__first_tables.sql`, `R__views.sql`.
  param files: [Path]
  /// The database: a `Postgres` or an `Aurora`.
  param database: Database
  /// The VPC.
  param vpc: { vpc: AWS::EC2::VPC }
  /// The subnets of the task. It fetches images and the files, so they need a way out: `vpc.subnets.private`.
  param subnets: [AWS::EC2::Subnet]
  /// The cluster; without one, one of its own is made, which costs nothing.
  param cluster: { cluster: AWS::ECS::Cluster }?
  /// Flyway's image, for ARM64. A copy in a repository of one's own is not subject to Docker Hub's limits.
  param image: String(/^.+:[^:\/]+$/) = "flyway/flyway:11.8.2"
  /// An image with AWS's command line, which fetches the files.
  param fetch_image: String(/^.+:[^:\/]+$/) = "public.ecr.aws/aws-cli/aws-cli:2.31.23"
  /// Settings of Flyway beyond those that stand here, as environment variables: `{ FLYWAY_TABLE: "history" }`.
  param settings: Map<String> = {}
  /// The task's processor units: 1024 is one.
  param cpu: 256 | 512 | 1024 | 2048 | 4096 = 512
  /// The task's memory.
  param memory: Size = 1GiB
  /// How long they may take. CloudFormation waits for an hour at most.
  param timeout: Duration(1min..=55min) = 55min
  /// How long the log is kept.
  param log_retention: Duration = 90d
  /// The port of the database.
  param port: Int(1..=65535) = 5432

  let names = [for path in files: base_name(path)]

  assert length(files) > 0, "there are no migrations: does the pattern in `files(…)` match any file?"
  assert length(files) <= 300,
    "a task definition has room for the names of 300 migrations, and there are ${length(files)}: join the oldest ones"
  assert length(unique(names)) == length(names), "two migrations in different folders have the same name"
  for name in names {
    assert matches(name, r"([VUB][0-9]+([._][0-9]+)*|R)__[A-Za-z0-9_.\-]+\.sql"),
      "Flyway would pass over `${name}`: its name has to be like `V2__speakers.sql` or `R__views.sql`"
  }

  let assets = [for path in files: asset(path)]
  let prefix = "migrations"

  if cluster == null {
    @allow("checkov:CKV_AWS_65", reason: "a task that runs now and then has nothing to be measured")
    resource own_cluster = AWS::ECS::Cluster {
      ClusterSettings: [{ Name: "containerInsights", Value: "disabled" }]
    }
  }
  let cluster_name: String = if cluster == null then own_cluster?.ref ?? "" else cluster.cluster.ref
  let cluster_arn: String = if cluster == null then own_cluster?.Arn ?? "" else cluster.cluster.Arn

  @allow("checkov:CKV_AWS_158", reason: "it names migrations, and holds no data; CloudWatch encrypts it")
  resource log = LogGroup {
    retention: log_retention
    on_delete: "Delete"
  }

  resource security = SecurityGroup { vpc, description: "Migrations of a database" }

  resource to_database = Connection {
    from: security
    to: { group: database.group }
    port
    description: "Migrations"
  }

  resource execution_role = Role {
    description: "Starts the containers of migrations"
    service: "ecs-tasks.amazonaws.com"
    statements: [
      { actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [log.arn] }
      ...database.read_secret
      if contains(image, ".dkr.ecr.") || contains(fetch_image, ".dkr.ecr."): {
        actions: ["ecr:GetAuthorizationToken"]
        resources: ["*"]
        reason: "a token is not about a repository"
      }
      if contains(image, ".dkr.ecr.") || contains(fetch_image, ".dkr.ecr."): {
        actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        resources: ["arn:${aws.partition}:ecr:${aws.region}:${aws.account_id}:repository/*"]
        reason: "the image's repository may be any of this account's"
      }
    ]
  }

  resource task_role = Role {
    description: "Fetches migrations"
    service: "ecs-tasks.amazonaws.com"
    statements: [{
      actions: ["s3:GetObject"]
      resources: ["arn:${aws.partition}:s3:::${assets[0].bucket}/*.sql"]
      reason: "assets are named by the hash of their content, so each has a new name"
    }]
  }

  resource task = AWS::ECS::TaskDefinition {
    RequiresCompatibilities: ["FARGATE"]
    NetworkMode: "awsvpc"
    RuntimePlatform: { CpuArchitecture: "ARM64", OperatingSystemFamily: "LINUX" }
    Cpu: cpu
    Memory: memory.mib
    ExecutionRoleArn: execution_role.arn
    TaskRoleArn: task_role.arn
    Volumes: [{ Name: "sql" }]
    ContainerDefinitions: [
      {
        Name: "fetch"
        Image: fetch_image
        Essential: false
        EntryPoint: ["sh", "-ec"]
        Command: [join(
          [for i, name in names: "aws s3 cp --no-progress \"s3://$BUCKET/${assets[i].key}\" \"/sql/${name}\""]
          "\n"
        )]
        Environment: [{ Name: "BUCKET", Value: assets[0].bucket }]
        MountPoints: [{ SourceVolume: "sql", ContainerPath: "/sql", ReadOnly: false }]
        LogConfiguration: {
          LogDriver: "awslogs"
          Options: { "awslogs-group": log.name, "awslogs-region": aws.region, "awslogs-stream-prefix": prefix }
        }
      }
      {
        Name: "flyway"
        Image: image
        Essential: true
        Command: ["migrate"]
        DependsOn: [{ ContainerName: "fetch", Condition: "SUCCESS" }]
        Environment: [for name, value in {
            FLYWAY_URL: "jdbc:postgresql://${database.host}:${database.port}/${database.database}?sslmode=require"
            FLYWAY_LOCATIONS: "filesystem:/sql"
            FLYWAY_CONNECT_RETRIES: "10"
            FLYWAY_VALIDATE_MIGRATION_NAMING: "true"   // a file that Flyway does not understand is a mistake
            ...settings
          }: { Name: name, Value: value }]
        Secrets: [
          { Name: "FLYWAY_USER", ValueFrom: secret(database.secret, key: "username") }
          { Name: "FLYWAY_PASSWORD", ValueFrom: secret(database.secret, key: "password") }
        ]
        MountPoints: [{ SourceVolume: "sql", ContainerPath: "/sql", ReadOnly: true }]
        LogConfiguration: {
          LogDriver: "awslogs"
          Options: { "awslogs-group": log.name, "awslogs-region": aws.region, "awslogs-stream-prefix": prefix }
        }
      }
    ]
  }

  resource provider = Provider {
    description: "Runs the migrations of a database"
    code: file("./functions/run_migrations.py")
    timeout: 15min
    statements: [
      {
        actions: ["ecs:RunTask"]
        // All of its revisions, so that a new one does not have to wait until IAM has made a change known.
        resources: ["arn:${aws.partition}:ecs:${aws.region}:${aws.account_id}:${select(split(task.ref, ":"), 5)}:*"]
        conditions: { ArnEquals: { "ecs:cluster": cluster_arn } }
        reason: "each change of the migrations is a new revision of this one task definition"
      }
      {
        actions: ["ecs:DescribeTasks", "ecs:StopTask"]
        resources: ["arn:${aws.partition}:ecs:${aws.region}:${aws.account_id}:task/${cluster_name}/*"]
        conditions: { ArnEquals: { "ecs:cluster": cluster_arn } }
        reason: "a task has its name only once it has been started"
      }
      {
        actions: ["ecs:TagResource"]
        resources: ["arn:${aws.partition}:ecs:${aws.region}:${aws.account_id}:task/${cluster_name}/*"]
        conditions: { StringEquals: { "ecs:CreateAction": "RunTask" } }
        reason: "a task has its name only once it has been started, with its tags"
      }
      {
        actions: ["iam:PassRole"]
        resources: [execution_role.arn, task_role.arn]
        conditions: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } }
      }
      { actions: ["logs:GetLogEvents"], resources: [log.arn] }
    ]
  }

  // Beside the role, because the function itself needs the role.
  resource again = AWS::IAM::RolePolicy {
    RoleName: provider.role.name
    PolicyName: "wait-longer-than-15-minutes"
    PolicyDocument: policy([{ actions: ["lambda:InvokeFunction"], resources: [provider.arn] }])
  }

  @depends_on(again, to_database, database.instances)
  resource run = Custom::FlywayMigration {
    ServiceToken: provider.arn
    ServiceTimeout: timeout.seconds + 300
    Cluster: cluster_name
    TaskDefinition: task.ref
    Container: "flyway"
    Subnets: [for s in subnets: s.ref]
    SecurityGroups: [security.id]
    LogGroup: log.name
    LogPrefix: prefix
    TimeoutSeconds: timeout.seconds
  }

  /// The migrations' run, for `@depends_on`.
  output run
  /// The task definition.
  output task
  /// The log of Flyway.
  output log
  /// The task's security group.
  output group = security.group
  /// A short text that changes when a migration does.
  output version: String = hash([for i, name in names: "${assets[i].hash} ${name}"])
}
