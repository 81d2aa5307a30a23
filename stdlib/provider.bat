/// Custom resources: what CloudFormation cannot do by itself, done by a function that it asks.
use std.iam.{Role, Statement}
use std.monitoring.{LogGroup}

/// A small Python function that CloudFormation asks to create, change and delete a custom resource.
///
/// The code stands in the template, so nothing has to be packed or uploaded. It is one file with a
/// `handler(event, context)` that sends its answer to `event["ResponseURL"]`, always, also when it fails: CloudFormation
/// waits for an hour otherwise. `boto3` is there, other packages are not.
///
/// Differently from CDK's provider framework there is one function instead of four and a state machine. One that takes
/// longer than 15 minutes invokes itself again, as `FlywayMigration` does.
construct Provider {
  /// What it does.
  param description: String(1..=256)
  /// The text of the Python file: `file("./migrate.py")`.
  param code: String
  /// What the function may do, beyond writing its log.
  param statements: [Statement] = []
  /// How long one call may take.
  param timeout: Duration(1s..=15min) = 1min
  /// How much memory it has.
  param memory: Size(128MiB..=10GiB) = 256MiB
  /// How long its log is kept.
  param log_retention: Duration = 30d

  // Its own, so that it forgets: Lambda would make one that keeps everything for ever.
  @allow("checkov:CKV_AWS_158", reason: "it says what was changed, and nothing secret; CloudWatch encrypts it")
  resource log = LogGroup {
    retention: log_retention
    on_delete: "Delete"
  }

  resource role = Role {
    description
    service: "lambda.amazonaws.com"
    same_account_only: false
    statements: [
      { actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [log.arn] }
      ...statements
    ]
  }

  @allow("checkov:CKV_AWS_115", reason: "CloudFormation calls it once for each change")
  @allow("checkov:CKV_AWS_116", reason: "CloudFormation waits for its answer and sees its failures; nothing is lost")
  @allow("checkov:CKV_AWS_117", reason: "it talks to AWS's APIs only, which it reaches without a VPC")
  resource function = AWS::Lambda::Function {
    Description: description
    Runtime: "python3.13"
    Architectures: ["arm64"]
    Handler: "index.handler"
    Code: { ZipFile: code }
    Role: role.arn
    Timeout: timeout.seconds
    MemorySize: memory.mib
    LoggingConfig: { LogGroup: log.name, LogFormat: "JSON" }
  }

  /// The function itself.
  output function
  /// Its ARN: a custom resource's `ServiceToken`.
  output arn: String = function.Arn
  /// Its role, for further policies.
  output role
}
