/// Functions of Lambda.
use std.iam.{Role, Statement}
use std.monitoring.{LogGroup}
use std.network.{Grouped}

/// Where a function's code is: text of the source, for a page of code at most, or a folder or file that is uploaded.
type Code = { inline: String(1..=4194304) } | { asset: { bucket: String, key: String, hash: String } }

/// The text of inline code.
fn inline_code(code: Code): String? = match code {
  { inline } => inline
  _ => null
}

/// Where uploaded code is.
fn uploaded_code(code: Code): { bucket: String, key: String, hash: String }? = match code {
  { asset } => asset
  _ => null
}

/// A function of Lambda.
///
/// ```bat
/// resource resize = LambdaFunction {
///   description: "Makes thumbnails of photographs"
///   code: { asset: asset("./resize") }
///   runtime: "nodejs22.x"
///   handler: "index.handler"
///   statements: [...photographs.read, ...thumbnails.write]
/// }
/// ```
///
/// Decided here, and differently from what Lambda and CDK do by default: the log forgets, and its lines are JSON; the
/// role may write that one log and no other; it runs on ARM, which costs a fifth less; it has 30 s and 256 MiB instead
/// of 3 s and 128 MiB, with which most code is killed or starved; calls are traced; an event that failed for good is
/// kept in a queue instead of thrown away.
construct LambdaFunction {
  /// What it does.
  param description: String(1..=256)
  /// The code: `{ inline: file("./hello.py") }`, `{ asset: asset("./folder") }`.
  param code: Code
  /// The language. Batc refuses those that Lambda no longer takes.
  param runtime: String
  /// The function in the code: module and name. Inline code is the module `index`.
  param handler: String = "index.handler"
  /// Its name. Leave it out, unless something finds it by name.
  param name: String(/^[a-zA-Z0-9_-]{1,64}$/)?
  /// The processor. Code that was compiled for the other one does not run.
  param architecture: "arm64" | "x86_64" = "arm64"
  /// How much memory it has; the share of CPU grows with it.
  param memory: Size(128MiB..=10240MiB) = 256MiB
  /// How long it may take.
  param timeout: Duration(1s..=900s) = 30s
  /// How much of `/tmp` it has.
  param storage: Size(512MiB..=10240MiB) = 512MiB
  /// Environment variables. They can be read in the console; hand over the ARN of a secret, not its value.
  param environment: Map<String> = {}
  /// The KMS key that encrypts them; without one, AWS's own does.
  param key: { key: AWS::KMS::Key }?
  /// What its code may do.
  param statements: [Statement] = []
  /// Where it runs, when it has to reach something in a VPC. It then reaches the internet through the subnets' NAT
  /// only.
  param network: { subnets: [AWS::EC2::Subnet], security_groups: [Grouped] }?
  /// How many of it may run at once; that many are also kept free for it. Without it, it shares the account's with all
  /// others.
  param reserved_concurrency: Int(0..)?
  /// Whether it is called by events (S3, SNS, EventBridge, a schedule), so that those that failed are tried again and
  /// then kept in a queue.
  param events: Bool = true
  /// How often an event that failed is tried again.
  param retries: Int(0..=2) = 2
  /// ARNs of layers, with their versions.
  param layers: [String] = []
  /// Whether calls are traced with X-Ray.
  param tracing: Bool = true
  /// Which lines of its log are kept.
  param log_level: "TRACE" | "DEBUG" | "INFO" | "WARN" | "ERROR" | "FATAL" = "INFO"
  /// How long its log is kept.
  param log_retention: Duration = 30d
  /// What becomes of its log when it is removed from the stack.
  param on_delete: "Delete" | "Retain" = "Retain"

  let text = inline_code(code)
  let uploaded = uploaded_code(code)

  assert text == null || starts_with(runtime, "nodejs") || starts_with(runtime, "python"),
    "Lambda takes code inline for Node.js and Python only, and this is `${runtime}`: use `{ asset: asset(…) }`"

  resource log = LogGroup { retention: log_retention, on_delete }

  resource role = Role {
    description: "What the function may do: ${description}"
    service: "lambda.amazonaws.com"
    same_account_only: false
    statements: [
      { actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [log.arn] }
      if tracing: {
        actions: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
        resources: ["*"]
        reason: "X-Ray does not limit these actions to resources"
      }
      if network != null: {
        actions: [
          "ec2:CreateNetworkInterface"
          "ec2:DescribeNetworkInterfaces"
          "ec2:DeleteNetworkInterface"
          "ec2:DescribeSubnets"
          "ec2:AssignPrivateIpAddresses"
          "ec2:UnassignPrivateIpAddresses"
        ]
        resources: ["*"]
        reason: "Lambda makes the network interfaces with the function's role, and checks for these actions on `*`"
      }
      if failed != null: { actions: ["sqs:SendMessage"], resources: [failed.Arn] }
      if key != null: { actions: ["kms:Decrypt"], resources: [key.key.Arn] }
      ...statements
    ]
  }

  if events {
    resource failed = AWS::SQS::Queue {
      MessageRetentionPeriod: 1209600   // 14 days, the longest that there is
      SqsManagedSseEnabled: true
    }

    resource event_handling = AWS::Lambda::EventInvokeConfig {
      FunctionName: function.ref
      Qualifier: "$LATEST"
      MaximumRetryAttempts: retries
      DestinationConfig: { OnFailure: { Destination: failed.Arn } }
    }
  }

  resource function = AWS::Lambda::Function {
    FunctionName: name
    Description: description
    Code: {
      ZipFile: text
      S3Bucket: uploaded?.bucket
      S3Key: uploaded?.key
    }
    Runtime: runtime
    Handler: handler
    Architectures: [architecture]
    MemorySize: memory.mib
    Timeout: timeout.seconds
    EphemeralStorage: { Size: storage.mib }
    Role: role.arn
    Environment: if length(keys(environment)) == 0 then null else { Variables: environment }
    KmsKeyArn: key?.key?.Arn
    VpcConfig: if network == null then null else {
      SubnetIds: network.subnets
      SecurityGroupIds: [for g in network.security_groups: g.group]
    }
    ReservedConcurrentExecutions: reserved_concurrency
    Layers: if length(layers) == 0 then null else layers
    TracingConfig: { Mode: if tracing then "Active" else "PassThrough" }
    LoggingConfig: {
      LogGroup: log.name
      LogFormat: "JSON"
      ApplicationLogLevel: log_level
      SystemLogLevel: "INFO"
    }
  }

  /// The function itself.
  output function
  /// Its ARN.
  output arn: String = function.Arn
  /// Its name.
  output name: String = function.ref
  /// Its role, for further policies.
  output role
  /// Its log.
  output log
  /// The queue of events that failed for good.
  output failed
  /// Lets a role call it.
  output invoke: [Statement] = [{ actions: ["lambda:InvokeFunction"], resources: [function.Arn] }]
  /// How often it was called.
  output metric_invocations = metric(function, "Invocations")
  /// How often it failed.
  output metric_errors = metric(function, "Errors")
  /// How often it was not let run, because too many of it ran.
  output metric_throttles = metric(function, "Throttles")
  /// How long it took.
  output metric_duration = metric(function, "Duration")
}
