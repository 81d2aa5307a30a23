/// Tables of DynamoDB.
use std.iam.{Statement}
use std.retention.{deletion_policy}

/// A key's field, and the kind of its values: texts, numbers or bytes.
type KeyField = { name: String(1..=255), kind: "S" | "N" | "B" = "S" }

/// Another way to find items.
type Index = {
  /// The field whose value is asked for.
  partition: KeyField
  /// The field by which they are sorted, and can be narrowed.
  sort: KeyField?
  /// What it holds of an item: everything, only the keys, or the keys and these fields.
  holds: "ALL" | "KEYS_ONLY" | [String] = "ALL"
}

/// A table that is paid by request, encrypted, and can be set back to any second of the last 35 days.
///
/// Decided here, and differently from what CDK's `TableV2` does by default: point-in-time recovery and protection from
/// deletion are on. `TableV2` is an `AWS::DynamoDB::GlobalTable`, also in one region; this is an `AWS::DynamoDB::Table`,
/// because it has no copies in other regions, and what looks after tables knows this type best.
construct Table {
  /// The field whose value tells items apart, or their groups.
  param partition: KeyField
  /// The field that tells items of one group apart, and by which they are sorted. Neither can be changed.
  param sort: KeyField?
  /// Other ways to find items, by name. CloudFormation adds or removes one at a time.
  param indexes: Map<Index> = {}
  /// The field that holds when an item ends, in seconds since 1970. DynamoDB deletes it within days after that.
  param expires: String?
  /// The KMS key that encrypts it; without one, DynamoDB's own key does, which costs nothing.
  param key: { key: AWS::KMS::Key }?
  /// How far one can go back in time; `null` is not at all.
  param recovery: Duration(1d..=35d)? = 35d
  /// What a stream of changes says of an item; without it there is no stream.
  param stream: "KEYS_ONLY" | "NEW_IMAGE" | "OLD_IMAGE" | "NEW_AND_OLD_IMAGES" | null
  /// `STANDARD_INFREQUENT_ACCESS` stores for less than half, and reads and writes for a quarter more.
  param class: "STANDARD" | "STANDARD_INFREQUENT_ACCESS" = "STANDARD"
  /// The most read requests a second, so that a mistake does not cost without end.
  param max_reads: Int(1..)?
  /// The most write requests a second.
  param max_writes: Int(1..)?
  /// Its name. Leave it out, unless something finds the table by name: CloudFormation can replace what it has named itself.
  param name: String(/^[a-zA-Z0-9_.-]{3,255}$/)?
  /// Whether DynamoDB refuses to delete it.
  param deletion_protection: Bool = true
  /// What becomes of it when it is removed from the stack.
  param on_delete: "Delete" | "Retain" = "Retain"

  let key_fields = [
    partition
    if sort != null: sort
    ...flatten([for index in values(indexes): [index.partition, if index.sort != null: index.sort]])
  ]
  let kinds = {
    for field in unique([for f in key_fields: f.name]): field => [for f in key_fields if f.name == field: f.kind][0]
  }

  for field in key_fields {
    assert kinds[field.name] == field.kind,
      "the field `${field.name}` is given two kinds, ${field.kind} and ${kinds[field.name]}"
  }

  @on_delete(deletion_policy(on_delete))
  @on_replace(on_delete)
  resource table = AWS::DynamoDB::Table {
    TableName: name
    BillingMode: "PAY_PER_REQUEST"
    TableClass: class
    OnDemandThroughput: if max_reads == null && max_writes == null then null else {
      MaxReadRequestUnits: max_reads
      MaxWriteRequestUnits: max_writes
    }
    AttributeDefinitions: [for field, kind in kinds: { AttributeName: field, AttributeType: kind }]
    KeySchema: key_schema(partition, sort)
    GlobalSecondaryIndexes: if length(keys(indexes)) == 0 then null else [for index_name, index in indexes: {
      IndexName: index_name
      KeySchema: key_schema(index.partition, index.sort)
      Projection: projection(index.holds)
    }]
    TimeToLiveSpecification: if expires == null then null else { AttributeName: expires, Enabled: true }
    PointInTimeRecoverySpecification: {
      PointInTimeRecoveryEnabled: recovery != null
      RecoveryPeriodInDays: recovery?.days
    }
    SSESpecification: if key == null then null else {
      SSEEnabled: true
      SSEType: "KMS"
      KMSMasterKeyId: key.key.Arn
    }
    StreamSpecification: if stream == null then null else { StreamViewType: stream }
    DeletionProtectionEnabled: deletion_protection
  }

  /// The table itself.
  output table
  /// Its name.
  output name: String = table.ref
  /// Its ARN.
  output arn: String = table.Arn
  /// The ARN of its stream, when there is one.
  output stream_arn: String? = if stream == null then null else table.StreamArn
  /// Lets a role read items, also by indexes.
  output read: [Statement] = [
    {
      actions: [
        "dynamodb:BatchGetItem"
        "dynamodb:ConditionCheckItem"
        "dynamodb:DescribeTable"
        "dynamodb:GetItem"
        "dynamodb:Query"
        "dynamodb:Scan"
      ]
      resources: [table.Arn, "${table.Arn}/index/*"]
      reason: "all indexes of this one table"
    }
    if key != null: { actions: ["kms:Decrypt"], resources: [key.key.Arn] }
  ]
  /// Lets a role write and delete items.
  output write: [Statement] = [
    {
      actions: [
        "dynamodb:BatchWriteItem"
        "dynamodb:DeleteItem"
        "dynamodb:DescribeTable"
        "dynamodb:PutItem"
        "dynamodb:UpdateItem"
      ]
      resources: [table.Arn]
    }
    if key != null: {
      actions: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"]
      resources: [key.key.Arn]
    }
  ]
  /// How many units of reading were used.
  output metric_reads = metric(table, "ConsumedReadCapacityUnits")
  /// How many units of writing were used.
  output metric_writes = metric(table, "ConsumedWriteCapacityUnits")
  /// How many reads were put off, because there were too many.
  output metric_read_throttles = metric(table, "ReadThrottleEvents")
  /// How many writes were put off.
  output metric_write_throttles = metric(table, "WriteThrottleEvents")
}

/// The fields of a key as DynamoDB spells them.
fn key_schema(partition: KeyField, sort: KeyField?): Json = [
  { AttributeName: partition.name, KeyType: "HASH" }
  if sort != null: { AttributeName: sort.name, KeyType: "RANGE" }
]

/// What an index holds as DynamoDB spells it.
fn projection(holds: "ALL" | "KEYS_ONLY" | [String]): Json = match holds {
  "ALL" => { ProjectionType: "ALL" }
  "KEYS_ONLY" => { ProjectionType: "KEYS_ONLY" }
  _ as fields => { ProjectionType: "INCLUDE", NonKeyAttributes: fields }
}
