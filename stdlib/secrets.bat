/// Keys, secrets, their rotation, and settings that are not secret.
use std.iam.{Statement, policy}
use std.network.{Connection, SecurityGroup}
use std.retention.{deletion_policy}

/// A symmetric KMS key that rotates, which CDK's `Key` does not by default.
construct Key {
  /// What it encrypts.
  param description: String(..=8192)
  /// A name to find it by, without `alias/`.
  param alias: String(/^[a-zA-Z0-9\/_-]{1,250}$/)?
  /// How often its material changes. Old data stays readable.
  param rotation: Duration = 365d
  /// How long KMS waits before it destroys a deleted key, with all that it encrypted.
  param deletion_window: Duration = 30d
  /// Who may use it beyond this account's own IAM policies: services such as CloudWatch Logs, or other accounts. They
  /// are about this key, so they need no `resources`.
  param statements: [Statement] = []
  /// What becomes of it when it is removed from the stack. Without the key, snapshots and backups are lost too, so
  /// delete it only together with all that it encrypts.
  param on_delete: "Delete" | "Retain" = "Retain"

  @on_delete(deletion_policy(on_delete))
  @on_replace(on_delete)
  resource key = AWS::KMS::Key {
    Description: description
    EnableKeyRotation: true
    RotationPeriodInDays: rotation.days
    PendingWindowInDays: deletion_window.days
    KeyPolicy: policy([
      {
        sid: "AccountDecides"
        actions: ["kms:*"]
        resources: ["*"]
        principals: { arns: ["arn:${aws.partition}:iam::${aws.account_id}:root"] }
        reason: "a key's policy is its only door: without this no IAM policy could grant its use; `*` is this key"
      }
      ...[for s in statements: s & { resources: if length(s.resources) == 0 then ["*"] else s.resources }]
    ])
  }

  if alias != null {
    resource name = AWS::KMS::Alias {
      AliasName: "alias/${alias}"
      TargetKeyId: key.ref
    }
  }

  /// The key itself.
  output key
  /// Its identifier.
  output id: String = key.ref
  /// Its ARN.
  output arn: String = key.Arn
  /// Lets a role read what the key encrypted.
  output decrypt: [Statement] = [{ actions: ["kms:Decrypt"], resources: [key.Arn] }]
  /// Lets a role read and write with the key.
  output encrypt_and_decrypt: [Statement] = [{
    actions: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:DescribeKey"]
    resources: [key.Arn]
  }]
}

/// A secret that AWS makes up, so that nobody ever sees it in a source or a template.
///
/// Without `fields` the secret is one text. With them it is a JSON object of these fields and one more,
/// `generated_field`, which holds what was generated: the form that databases and their rotation expect.
///
/// Differently from CDK's `Secret`, it has letters and digits only, because other signs mean something in URLs, shells and
/// connection strings, and length makes up for them; and it stays when it is removed from the stack.
construct GeneratedSecret {
  /// What it opens.
  param description: String(1..=2048)
  /// Its name. Leave it out, unless something finds the secret by name.
  param name: String(/^[\w\/+=.@-]{1,512}$/)?
  /// The fields that are not secret, such as the user's name.
  param fields: Map<String> = {}
  /// The field that is generated.
  param generated_field: String = "password"
  /// How many characters are generated.
  param length: Int(8..=4096) = 32
  /// Whether there may be signs other than letters and digits.
  param punctuation: Bool = false
  /// Characters that may not occur.
  param exclude: String = ""
  /// The key that encrypts it; without one, AWS's own key of the account does, which other accounts can never use.
  param key: { key: AWS::KMS::Key }?
  /// What becomes of it when it is removed from the stack. Secrets Manager keeps a deleted secret for some days.
  param on_delete: "Delete" | "Retain" = "Retain"

  let is_json = length(keys(fields)) > 0

  @on_delete(deletion_policy(on_delete))
  @on_replace(on_delete)
  resource secret = AWS::SecretsManager::Secret {
    Name: name
    Description: description
    KmsKeyId: key?.key?.Arn
    GenerateSecretString: {
      SecretStringTemplate: if is_json then json(fields) else null
      GenerateStringKey: if is_json then generated_field else null
      PasswordLength: length
      ExcludePunctuation: !punctuation
      ExcludeCharacters: if exclude == "" then null else exclude
    }
  }

  /// The secret itself, for `secret(…)`.
  output secret
  /// Its ARN.
  output arn: String = secret.ref
  /// Lets a role read it.
  output read: [Statement] = [
    { actions: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"], resources: [secret.ref] }
    if key != null: { actions: ["kms:Decrypt"], resources: [key.key.Arn] }
  ]
}

/// Changes the password of a database's user again and again, in the database and in its secret.
///
/// The function is one that AWS writes, keeps up to date and builds into the stack: the template's transform replaces
/// `HostedRotationLambda` by a nested stack. A function of one's own would need a database driver and someone who
/// looks after both. It runs in the VPC, in subnets that have a way to Secrets Manager: private ones, whose NAT gateway is
/// there anyway, or isolated ones of a VPC with `interface_endpoints: ["secretsmanager"]`, which costs per hour what the
/// function uses once a month. It reaches the database and what speaks TLS, and nothing else.
///
/// When it is deployed, Secrets Manager has the function log in and thereby tests all this, and changes the password for the
/// first time after `every`. CDK changes it at once; but nobody has seen the generated password, and a migration or a
/// service that starts in that minute would be turned away.
///
/// A process that keeps the password, as a task of ECS does with what its `secrets` gave it, is turned away by new
/// connections once it has changed: it must look the secret up again, be restarted within `every`, or log in by
/// IAM (`Proxy { iam: true }`).
construct Rotation {
  /// The database: a `Postgres`, an `Aurora`, or a record with the ARN of a secret that has `host` and `port` in it, the
  /// database's security group, and what has to be there before anyone can connect.
  param secret: { secret_arn: String, group: AWS::EC2::SecurityGroup, instances: [AWS::RDS::DBInstance] }
  /// What the secret opens.
  param kind: "PostgreSQLSingleUser" | "MySQLSingleUser" | "MariaDBSingleUser" = "PostgreSQLSingleUser"
  /// The database's port.
  param port: Int(1..=65535) = if kind == "PostgreSQLSingleUser" then 5432 else 3306
  /// How long a password is good for.
  param every: Duration(1d..=365d) = 30d
  /// The key that encrypts the secret, when there is one of its own.
  param key: { key: AWS::KMS::Key }?
  /// The VPC.
  param vpc: { vpc: AWS::EC2::VPC }
  /// The subnets of the function: `vpc.subnets.private`.
  param subnets: [AWS::EC2::Subnet]
  /// Characters that may not occur in a password: those that would need care in URLs, shells and connection strings.
  param exclude: String = " %+~`#$&*()|[]{}:;<>?!'/@\"\\^,="
  /// Whether the password is changed when the rotation is deployed, and again whenever it is changed.
  param at_once: Bool = false

  transform "AWS::SecretsManager-2024-09-16"

  resource security = SecurityGroup {
    vpc
    description: "Rotation of a database password"
    allow_all_outbound: false
    egress: {
      tls: { to: { cidr: "0.0.0.0/0" }, port: 443, description: "Secrets Manager" }
    }
  }

  resource to_database = Connection {
    from: security
    to: { group: secret.group }
    port
    description: "Rotation of the password"
    outbound: true
  }

  @depends_on(security, to_database, secret.instances)
  resource schedule = AWS::SecretsManager::RotationSchedule {
    SecretId: secret.secret_arn
    HostedRotationLambda: {
      RotationType: kind
      VpcSubnetIds: join([for s in subnets: s.ref], ",")
      VpcSecurityGroupIds: security.id
      KmsKeyArn: key?.key?.Arn
      ExcludeCharacters: exclude
    }
    RotationRules: {
      AutomaticallyAfterDays: every.days
      Duration: "3h"   // from midnight, UTC
    }
    RotateImmediatelyOnUpdate: at_once
  }

  /// The schedule itself.
  output schedule
  /// The function's security group.
  output group = security.group
}

/// A setting that is not secret, in SSM's parameter store.
construct Parameter {
  /// Its path: `"/batbern/development/log-level"`.
  param path: String(/^\/[a-zA-Z0-9_.\/-]{1,1010}$/)
  /// Its value.
  param value: String(1..=4096)
  /// What it decides.
  param description: String(1..=1024)?

  resource parameter = AWS::SSM::Parameter {
    Name: path
    Type: "String"
    Value: value
    Description: description
  }

  /// The parameter itself.
  output parameter
  /// Its path.
  output name: String = parameter.ref
  /// Lets a role read it.
  output read: [Statement] = [{
    actions: ["ssm:GetParameter", "ssm:GetParameters"]
    resources: ["arn:${aws.partition}:ssm:${aws.region}:${aws.account_id}:parameter${path}"]
  }]
}
