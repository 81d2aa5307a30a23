/// Tasks of ECS: what runs in one, with what rights, and where its logs go.
use std.iam.{Role, Statement}
use std.monitoring.{LogGroup}

/// How ECS finds out that a container is no longer well, from inside of it.
type ContainerCheck = {
  /// The command, which ends with 0 while all is well: `["CMD-SHELL", "curl -fsS http://localhost:8080/health || exit
  /// 1"]`. What it calls has to be in the image.
  command: [String]
  /// How often it runs.
  interval: Duration(5s..=300s) = 30s
  /// How long it may take.
  timeout: Duration(2s..=60s) = 5s
  /// How many failures in a row make the container unhealthy.
  retries: Int(1..=10) = 3
  /// How long failures do not count after the start.
  start_period: Duration(0s..=300s) = 60s
}

/// What runs in a task.
type Container = {
  /// Its name: lower case, as it stands in logs and traces.
  name: String(/^[a-z][a-z0-9-]{0,62}$/)
  /// The image: `"${repository.uri}:1.4.2"`. A tag that never moves (ECR: immutable tags) says what runs; `latest` does
  /// not.
  image: String
  /// CPU units of the task: 1024 is one processor.
  cpu: 256 | 512 | 1024 | 2048 | 4096 | 8192 | 16384 = 256
  /// Memory of the task. Which sizes there are depends on `cpu`: a wrong pair is an error that lists them.
  memory: Size = 512MiB
  /// The processor. ARM64 costs a fifth less than X86_64 for the same work; the image has to be built for it.
  architecture: "ARM64" | "X86_64" = "ARM64"
  /// The port that it listens on.
  port: Int(1..=65535)?
  /// Replaces the image's command.
  command: [String]?
  /// Replaces the image's entry point.
  entry_point: [String]?
  /// Environment variables. They can be read in the console: what is secret goes into `secrets`.
  environment: Map<String> = {}
  /// Environment variables that are secret, by name: `{ DB_PASSWORD: secret(credentials, key: "password") }`. ECS reads
  /// them when the task starts; neither the template nor the console ever shows them. One that is rotated
  /// reaches a task only when it starts anew: what has to know it at once reads it by itself.
  secrets: Map<Secret<String>> = {}
  /// Environment variables from SSM's parameter store, by name: an instance of `Parameter`.
  parameters: Map<{ name: String, read: [Statement] }> = {}
  /// How ECS finds out from inside that it is unwell.
  check: ContainerCheck?
  /// Whether its file system is read-only but for `writable`: what breaks in cannot leave anything behind.
  read_only: Bool = true
  /// Folders in memory that it can write to, and how large each may grow. They count towards `memory`.
  writable: Map<Size> = { "/tmp": 64MiB }
  /// The user that it runs as, when not the image's.
  user: String?
  /// Whether a process that the container started may be looked into with `aws ecs execute-command`. It needs a file
  /// system that can be written to.
  exec: Bool = false
  /// Whether a sidecar, AWS's collector of OpenTelemetry, sends traces to X-Ray. It takes them at the ports 4317 (gRPC)
  /// and 4318 (HTTP) of the task, in OTLP.
  xray: Bool = true
  /// The sidecar's image.
  xray_image: String = "public.ecr.aws/aws-observability/aws-otel-collector:v0.48.0"
  /// How long the container may take to end after it was told to.
  stop_timeout: Duration(2s..=120s) = 30s
  /// How much of the disk the task has; Fargate gives 20 GiB for nothing.
  storage: Size(21GiB..=200GiB)?
}

/// A task definition for Fargate: one container, its two roles, its log group, and a sidecar for traces.
///
/// Decided here, and differently from what ECS and CDK do by default: the file system is read-only; the log forgets;
/// traces go to X-Ray; the execution role may read the secrets that the task names and pull its image, and nothing
/// else, where AWS's own policy may read all images and write all logs; both roles can be assumed for this account
/// only.
construct Task {
  /// What runs in it.
  param container: Container
  /// What the container may do: the role that its code has.
  param statements: [Statement] = []
  /// What ECS may do to start it, beyond its log, secrets and parameters: `repository.pull`, and `key.decrypt` for the
  /// key that encrypts the secrets.
  param start_statements: [Statement] = []
  /// Lets the container write what is done in it by `execute-command` to the cluster's log: `cluster.exec_statements`.
  param exec_statements: [Statement] = []
  /// How long its log is kept.
  param log_retention: Duration = 30d
  /// What becomes of its log when it is removed from the stack.
  param on_delete: "Delete" | "Retain" = "Retain"

  let c = container

  assert !(c.exec && c.read_only),
    "`exec` writes into the container's file system: set `read_only: false`, or leave `exec` out"

  resource log = LogGroup { retention: log_retention, on_delete }

  /// What ECS needs to start the task.
  resource execution_role = Role {
    description: "Starts the tasks of ${c.name}: image, secrets, log"
    service: "ecs-tasks.amazonaws.com"
    source_arn: "arn:${aws.partition}:ecs:${aws.region}:${aws.account_id}:*"
    statements: [
      { actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [log.arn] }
      if length(keys(c.secrets)) > 0: {
        actions: ["secretsmanager:GetSecretValue"]
        resources: [for s in values(c.secrets): s.arn]
      }
      ...flatten([for p in values(c.parameters): p.read])
      ...start_statements
    ]
  }

  /// What the container's code may do.
  resource task_role = Role {
    description: "What ${c.name} may do"
    service: "ecs-tasks.amazonaws.com"
    source_arn: "arn:${aws.partition}:ecs:${aws.region}:${aws.account_id}:*"
    statements: [
      ...statements
      if c.xray: {
        actions: [
          "xray:PutTraceSegments"
          "xray:PutTelemetryRecords"
          "xray:GetSamplingRules"
          "xray:GetSamplingTargets"
          "xray:GetSamplingStatisticSummaries"
        ]
        resources: ["*"]
        reason: "X-Ray does not limit these actions to resources"
      }
      if c.exec: {
        actions: [
          "ssmmessages:CreateControlChannel"
          "ssmmessages:CreateDataChannel"
          "ssmmessages:OpenControlChannel"
          "ssmmessages:OpenDataChannel"
        ]
        resources: ["*"]
        reason: "the channels of execute-command have no ARN"
      }
      ...if c.exec then exec_statements else []
    ]
  }

  resource definition = AWS::ECS::TaskDefinition {
    RequiresCompatibilities: ["FARGATE"]
    NetworkMode: "awsvpc"
    Cpu: "${c.cpu}"
    Memory: "${c.memory.mib}"
    RuntimePlatform: { CpuArchitecture: c.architecture, OperatingSystemFamily: "LINUX" }
    EphemeralStorage: if c.storage == null then null else { SizeInGiB: c.storage.gib }
    ExecutionRoleArn: execution_role.arn
    TaskRoleArn: task_role.arn
    ContainerDefinitions: [
      {
        Name: c.name
        Image: c.image
        Essential: true
        Command: c.command
        EntryPoint: c.entry_point
        User: c.user
        PortMappings: if c.port == null then null else [{ ContainerPort: c.port, Protocol: "tcp", Name: c.name }]
        Environment: if length(keys(c.environment)) == 0 then null else [for name, value in c.environment: {
          Name: name
          Value: value
        }]
        Secrets: if length(keys(c.secrets)) + length(keys(c.parameters)) == 0 then null else [
          ...[for name, value in c.secrets: { Name: name, ValueFrom: value }]
          ...[for name, p in c.parameters: {
            Name: name
            ValueFrom: "arn:${aws.partition}:ssm:${aws.region}:${aws.account_id}:parameter${p.name}"
          }]
        ]
        HealthCheck: if c.check == null then null else {
          Command: c.check.command
          Interval: c.check.interval.seconds
          Timeout: c.check.timeout.seconds
          Retries: c.check.retries
          StartPeriod: c.check.start_period.seconds
        }
        ReadonlyRootFilesystem: c.read_only
        LinuxParameters: {
          InitProcessEnabled: true   // something that collects ended child processes
          Tmpfs: if !c.read_only then null else [for path, size in c.writable: {
            ContainerPath: path
            Size: size.mib
            MountOptions: ["rw", "nosuid", "nodev"]
          }]
        }
        DependsOn: if c.xray then [{ ContainerName: "xray", Condition: "START" }] else null
        StopTimeout: c.stop_timeout.seconds
        LogConfiguration: {
          LogDriver: "awslogs"
          Options: {
            "awslogs-group": log.name
            "awslogs-region": aws.region
            "awslogs-stream-prefix": c.name
          }
        }
      }
      if c.xray: {
        Name: "xray"
        Image: c.xray_image
        Essential: false   // without traces the service still serves
        Command: ["--config=/etc/ecs/ecs-xray.yaml"]
        ReadonlyRootFilesystem: true
        LogConfiguration: {
          LogDriver: "awslogs"
          Options: {
            "awslogs-group": log.name
            "awslogs-region": aws.region
            "awslogs-stream-prefix": c.name
          }
        }
      }
    ]
  }

  /// The task definition itself.
  output definition
  /// Its ARN, with the revision.
  output arn: String = definition.ref
  /// The role that ECS starts it with.
  output execution_role
  /// The role of its code.
  output task_role
  /// Its log.
  output log
  /// Lets a role start it, in any cluster of the account, and hand it its roles.
  output run: [Statement] = [
    { actions: ["ecs:RunTask"], resources: [definition.ref] }
    {
      actions: ["iam:PassRole"]
      resources: [execution_role.arn, task_role.arn]
      conditions: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } }
    }
  ]
}
