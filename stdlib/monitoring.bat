/// Logs, and later alarms and dashboards.

/// A log group that forgets: CloudWatch keeps logs for ever unless told otherwise.
construct LogGroup {
  /// Its name. Leave it out, unless a service insists on one: CloudFormation can replace what it has named itself.
  param name: String(/^[.\-_\/#A-Za-z0-9]{1,512}$/)?
  /// How long an entry is kept. CloudWatch takes certain lengths only: 1, 3, 5, 7, 14, 30, 60, 90 days and some longer.
  param retention: Duration = 30d
  /// The KMS key that encrypts it; its policy must let CloudWatch Logs of this region use it. Without one, AWS's own
  /// key does.
  param key: { key: AWS::KMS::Key }?
  /// What becomes of it when it is removed from the stack or replaced.
  param on_delete: "Delete" | "Retain" = "Retain"

  @on_delete(on_delete)
  @on_replace(on_delete)
  resource group = AWS::Logs::LogGroup {
    LogGroupName: name
    RetentionInDays: retention.days
    KmsKeyId: key?.key?.Arn
  }

  /// The log group itself.
  output group
  /// Its name.
  output name: String = group.ref
  /// Its ARN, with the `:*` at the end that stands for its streams.
  output arn: String = group.Arn
}
