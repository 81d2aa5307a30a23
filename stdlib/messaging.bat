/// Messages: queues that keep them, topics that spread them, and rules on events.
use std.iam.{Statement, policy}
use std.retention.{deletion_policy}

/// A queue, or `{ queue: imported }` for an `existing imported = AWS::SQS::Queue { … }`.
type Queued = { queue: AWS::SQS::Queue }

/// A function, or `{ function: imported }`.
type Called = { function: AWS::Lambda::Function }

/// What becomes of messages that could not be processed.
type DeadLetters = {
  /// How often each is tried.
  after: Int(1..=1000) = 3
  /// How long it is then kept to be looked at. SQS counts from when it was sent first.
  keep: Duration(60s..=14d) = 14d
}

/// A queue, and beside it a second one for what could not be processed.
///
/// Decided here, and differently from what SQS or CDK do by default: messages that fail are put aside after three
/// attempts instead of being tried until they expire; receiving waits for messages (long polling), which costs less and
/// finds them sooner than asking again and again; nothing is sent or received without TLS.
construct Queue {
  /// Its name. Leave it out, unless something finds it by name.
  param name: String(/^[a-zA-Z0-9_-]{1,75}$/)?
  /// Whether it keeps the order within a group and drops what was sent twice (FIFO). A change replaces it.
  param fifo: Bool = false
  /// Whether of two messages with the same content one is dropped; else senders give an identifier. For FIFO.
  param drop_same_content: Bool = false
  /// For how long a message that somebody works on is hidden from others: longer than the work takes, and for a
  /// function of Lambda six times its timeout.
  param visibility: Duration(0s..=12h) = 30s
  /// How long a message waits to be processed before it is lost.
  param keep: Duration(60s..=14d) = 4d
  /// How long a new message is held back.
  param delay: Duration(0s..=15min) = 0s
  /// For how long receiving waits for a message.
  param wait: Duration(0s..=20s) = 20s
  /// What becomes of messages that could not be processed; `null` is to try them until they expire.
  param dead_letters: DeadLetters? = {}
  /// The KMS key that encrypts messages; without one, SQS's own does, which costs nothing. Services that send need a
  /// key's leave: see `statements_for_services`.
  param key: { key: AWS::KMS::Key }?
  /// Statements of the queue's policy, beyond the one that refuses access without TLS: who may send beside this
  /// account's own roles, such as `topic.deliver` and `rule.deliver["…"]`.
  param statements: [Statement] = []
  /// What becomes of it, with what is in it, when it is removed from the stack.
  param on_delete: "Delete" | "Retain" = "Retain"

  assert fifo || !drop_same_content,
    "only a FIFO queue drops what was sent twice: `drop_same_content` needs `fifo: true`"
  assert dead_letters == null || dead_letters.keep >= keep,
    "a message's age counts from when it was sent: with `dead_letters.keep` below `keep` it could be lost there"

  let suffix = if fifo then ".fifo" else ""

  if dead_letters != null {
    @on_delete(deletion_policy(on_delete))
    @on_replace(on_delete)
    resource dead = AWS::SQS::Queue {
      QueueName: if name == null then null else "${name}-dead${suffix}"
      FifoQueue: if fifo then true else null
      MessageRetentionPeriod: dead_letters.keep.seconds
      SqsManagedSseEnabled: if key == null then true else null
      KmsMasterKeyId: key?.key?.Arn
    }
  }

  @on_delete(deletion_policy(on_delete))
  @on_replace(on_delete)
  resource queue = AWS::SQS::Queue {
    QueueName: if name == null then null else "${name}${suffix}"
    FifoQueue: if fifo then true else null
    ContentBasedDeduplication: if drop_same_content then true else null
    // Counted by group, a busy group holds up no other.
    DeduplicationScope: if fifo then "messageGroup" else null
    FifoThroughputLimit: if fifo then "perMessageGroupId" else null
    VisibilityTimeout: visibility.seconds
    MessageRetentionPeriod: keep.seconds
    DelaySeconds: delay.seconds
    ReceiveMessageWaitTimeSeconds: wait.seconds
    SqsManagedSseEnabled: if key == null then true else null
    KmsMasterKeyId: key?.key?.Arn
    RedrivePolicy: if dead == null || dead_letters == null then null else {
      deadLetterTargetArn: dead.Arn
      maxReceiveCount: dead_letters.after
    }
  }

  resource access = AWS::SQS::QueuePolicy {
    Queues: [queue.ref]
    PolicyDocument: policy([only_over_tls("sqs:*", queue.Arn), ...statements])
  }

  if dead != null {
    resource dead_access = AWS::SQS::QueuePolicy {
      Queues: [dead.ref]
      PolicyDocument: policy([only_over_tls("sqs:*", dead.Arn)])
    }
  }

  /// The queue itself.
  output queue
  /// Its URL, which programs take.
  output url: String = queue.ref
  /// Its ARN.
  output arn: String = queue.Arn
  /// Its name.
  output name: String = queue.QueueName
  /// The queue of what could not be processed.
  output dead_letter_queue = dead
  /// Lets a role send messages.
  output send: [Statement] = [
    { actions: ["sqs:SendMessage", "sqs:GetQueueUrl", "sqs:GetQueueAttributes"], resources: [queue.Arn] }
    if key != null: { actions: ["kms:GenerateDataKey", "kms:Decrypt"], resources: [key.key.Arn] }
  ]
  /// Lets a role receive and delete messages.
  output consume: [Statement] = [
    {
      actions: [
        "sqs:ReceiveMessage"
        "sqs:DeleteMessage"
        "sqs:ChangeMessageVisibility"
        "sqs:GetQueueUrl"
        "sqs:GetQueueAttributes"
      ]
      resources: [queue.Arn]
    }
    if key != null: { actions: ["kms:Decrypt"], resources: [key.key.Arn] }
  ]
  /// How many messages wait.
  output metric_waiting = metric(queue, "ApproximateNumberOfMessagesVisible")
  /// How long the oldest has waited, in seconds: what tells whether the work is kept up with.
  output metric_oldest = metric(queue, "ApproximateAgeOfOldestMessage")
  /// How many messages were sent.
  output metric_sent = metric(queue, "NumberOfMessagesSent")
  /// How many messages could not be processed; worth an alarm as soon as there is one.
  output metric_dead = if dead == null then null else metric(dead, "ApproximateNumberOfMessagesVisible")
}

/// Refuses what does not come over TLS.
fn only_over_tls(actions: String, arn: String): Statement = {
  sid: "OnlyOverTls"
  effect: "Deny"
  actions: [actions]
  resources: [arn]
  principals: "*"
  conditions: { Bool: { "aws:SecureTransport": "false" } }
  reason: "it denies, and nothing at all may go unencrypted"
}

/// Lets services of AWS send through topics and queues that a key encrypts: statements for the key,
/// `Key { statements: statements_for_services(["cloudwatch.amazonaws.com"], aws.account_id) }`.
fn statements_for_services(services: [String], account: String): [Statement] = [{
  sid: "ServicesSend"
  actions: ["kms:GenerateDataKey*", "kms:Decrypt"]
  resources: ["*"]
  principals: { services }
  conditions: { StringEquals: { "aws:SourceAccount": account } }
  reason: "in a key's policy `*` is this key, and KMS has several GenerateDataKey actions"
}]

/// Who gets a topic's messages: a queue, a function, an address of e-mail, or a web address.
type Receiver = { queue: Queued } | { function: Called } | { email: Email } | { https: String(/^https:\/\/.+$/) }

/// A subscription of a topic.
type Subscription = {
  /// Who gets the messages. A queue's policy has to let the topic: `Queue { statements: topic.deliver["…"] }`. Who
  /// reads e-mail has to confirm.
  to: Receiver
  /// Which messages: `{ kind: ["order", "return"] }`. Without it, all.
  filter: Json?
  /// Whether the filter looks at what is in the message, or at its attributes.
  filter_on: "MessageBody" | "MessageAttributes" = "MessageAttributes"
  /// The queue of what could not be delivered. Its policy has to let the topic: `Queue { statements:
  /// topic.set_aside["…"] }`.
  dead_letters: Queued?
}

/// How a receiver is reached.
fn protocol_of(to: Receiver): String = match to {
  { queue } => "sqs"
  { function } => "lambda"
  { email } => "email"
  { https } => "https"
}

/// The function that receives, if one does.
fn called_of(to: Receiver): AWS::Lambda::Function? = match to {
  { function } => function.function
  _ => null
}

/// Lets a topic send to a queue, in the queue's policy.
fn from_topic(queue_arn: String, topic_arn: String): Statement = {
  actions: ["sqs:SendMessage"]
  resources: [queue_arn]
  principals: { services: ["sns.amazonaws.com"] }
  conditions: { ArnEquals: { "aws:SourceArn": topic_arn } }
}

/// What lets a topic send to a receiver.
fn topic_delivers(to: Receiver, topic_arn: String): [Statement] = match to {
  { queue } => [from_topic(queue.queue.Arn, topic_arn)]
  _ => []
}

/// A topic: what is published is sent on to all that have subscribed.
///
/// Decided here, and differently from what SNS or CDK do by default: it is encrypted; nothing is published without TLS;
/// queues get the message itself and not an envelope. The default key is AWS's own for SNS, which costs nothing and
/// lets this account's roles publish, but no service of AWS: alarms of CloudWatch would get lost without a word. So a
/// topic with `publishers` takes a key of one's own.
construct Topic {
  /// Its name. Leave it out, unless something finds it by name.
  param name: String(/^[a-zA-Z0-9_-]{1,251}$/)?
  /// What e-mail says that it is from.
  param display_name: String(1..=100)?
  /// Whether it keeps the order within a group and drops what was sent twice (FIFO). A change replaces it.
  param fifo: Bool = false
  /// The KMS key that encrypts messages.
  param key: { key: AWS::KMS::Key }?
  /// The services of AWS that publish: `"cloudwatch.amazonaws.com"`. The key's policy has to let them, too, see
  /// `statements_for_services`.
  param publishers: [String] = []
  /// Who gets its messages, by name.
  param subscriptions: Map<Subscription> = {}
  /// Further statements of the topic's policy.
  param statements: [Statement] = []

  assert length(publishers) == 0 || key != null,
    "AWS's own key lets no service publish: give a `key` that has `statements_for_services` for ${join(publishers, ", ")}"

  resource topic = AWS::SNS::Topic {
    TopicName: if name == null then null else "${name}${if fifo then ".fifo" else ""}"
    DisplayName: display_name
    FifoTopic: if fifo then true else null
    KmsMasterKeyId: if key == null then "alias/aws/sns" else key.key.Arn
  }

  resource access = AWS::SNS::TopicPolicy {
    Topics: [topic.ref]
    PolicyDocument: policy([
      only_over_tls("sns:Publish", topic.ref)
      if length(publishers) > 0: {
        sid: "ServicesPublish"
        actions: ["sns:Publish"]
        resources: [topic.ref]
        principals: { services: publishers }
        conditions: { StringEquals: { "aws:SourceAccount": aws.account_id } }
      }
      ...statements
    ])
  }

  for subscriber, s in subscriptions {
    resource subscription[subscriber] = AWS::SNS::Subscription {
      TopicArn: topic
      Protocol: protocol_of(s.to)
      Endpoint: match s.to {
        { queue } => "${queue.queue.Arn}"
        { function } => "${function.function.Arn}"
        { email } => email
        { https } => https
      }
      RawMessageDelivery: if protocol_of(s.to) == "sqs" then true else null
      FilterPolicy: s.filter
      FilterPolicyScope: if s.filter == null then null else s.filter_on
      RedrivePolicy: if s.dead_letters == null then null else { deadLetterTargetArn: s.dead_letters.queue.Arn }
    }

    if called_of(s.to) != null {
      resource permission[subscriber] = AWS::Lambda::Permission {
        FunctionName: called_of(s.to)?.Arn
        Action: "lambda:InvokeFunction"
        Principal: "sns.amazonaws.com"
        SourceArn: topic.ref
      }
    }
  }

  /// The topic itself.
  output topic
  /// Its ARN.
  output arn: String = topic.ref
  /// Lets the topic send to a subscription's queue: statements for its policy, by the subscriptions' names.
  output deliver: Map<[Statement]> = {
    for subscriber, s in subscriptions: subscriber => topic_delivers(s.to, topic.ref)
  }
  /// Lets the topic send what it could not deliver to a subscription's `dead_letters`: statements for that queue's
  /// policy.
  output set_aside: Map<[Statement]> = { for subscriber, s in subscriptions if s.dead_letters != null: subscriber => [
    from_topic(s.dead_letters.queue.Arn, topic.ref)
  ] }
  /// Lets a role publish.
  output publish: [Statement] = [
    { actions: ["sns:Publish"], resources: [topic.ref] }
    if key != null: { actions: ["kms:GenerateDataKey", "kms:Decrypt"], resources: [key.key.Arn] }
  ]
  /// How many messages were published.
  output metric_published = metric(topic, "NumberOfMessagesPublished")
  /// How often a message could not be delivered.
  output metric_failed = metric(topic, "NumberOfNotificationsFailed")
}

/// Where a rule sends events: a queue, a topic, a function, or anything else by its ARN, with a role that may use it.
type EventReceiver =
  { queue: Queued }
  | { topic: { topic: AWS::SNS::Topic } }
  | { function: Called }
  | { arn: String, role: { role: AWS::IAM::Role } }

/// A target of a rule.
type EventTarget = {
  /// Where events go. The policy of a queue or topic has to let the rule: `Queue { statements: rule.deliver["…"] }`.
  to: EventReceiver
  /// What is sent instead of the event.
  input: Json?
  /// The part of the event that is sent, by its path: `"$.detail"`.
  part: String(/^\$.*$/)?
  /// How long, and how often, sending is tried again.
  retry: { age: Duration(60s..=24h) = 24h, attempts: Int(0..=185) = 185 } = {}
  /// The queue of events that could not be sent. Its policy has to let the rule: `Queue { statements:
  /// rule.set_aside["…"] }`.
  dead_letters: Queued?
  /// Which group of a FIFO queue the messages belong to.
  group: String?
}

/// The function that a target calls, if it does.
fn target_function(to: EventReceiver): AWS::Lambda::Function? = match to {
  { function } => function.function
  _ => null
}

/// The role that a target is used with, if it needs one.
fn target_role(to: EventReceiver): AWS::IAM::Role? = match to {
  { arn, role } => role.role
  _ => null
}

/// A target's ARN.
fn target_arn(to: EventReceiver): String = match to {
  { queue } => queue.queue.Arn
  { topic } => topic.topic.ref
  { function } => function.function.Arn
  { arn, role } => arn
}

/// What lets a rule send to a target.
fn rule_delivers(to: EventReceiver, rule_arn: String): [Statement] = match to {
  { queue } => [from_rule("sqs:SendMessage", queue.queue.Arn, rule_arn)]
  { topic } => [from_rule("sns:Publish", topic.topic.ref, rule_arn)]
  _ => []
}

/// Lets a rule do something.
fn from_rule(action: String, resource: String, rule_arn: String): Statement = {
  actions: [action]
  resources: [resource]
  principals: { services: ["events.amazonaws.com"] }
  conditions: { ArnEquals: { "aws:SourceArn": rule_arn } }
}

/// A rule on events of EventBridge, or a schedule of it, and where they are sent.
///
/// ```bat
/// resource failed_tasks = EventRule {
///   description: "Tasks that ended by themselves"
///   pattern: { source: ["aws.ecs"], "detail-type": ["ECS Task State Change"] }
///   targets: { operators: { to: { topic: operators } } }
/// }
/// ```
///
/// For something that runs by the clock in a time zone, and may miss it by some minutes, EventBridge's Scheduler is
/// better, see `ScheduledTask`.
construct EventRule {
  /// What it is for.
  param description: String(1..=512)
  /// Which events, as EventBridge writes it: `{ source: ["aws.ecs"] }`.
  param pattern: Json?
  /// When, in UTC, instead: `"rate(5 minutes)"`, `"cron(0 6 * * ? *)"`.
  param schedule: String(/^(rate|cron)\(.+\)$/)?
  /// The bus that events come from; without one, the account's own, where those of AWS are.
  param bus: { bus: AWS::Events::EventBus }?
  /// Whether it is on.
  param enabled: Bool = true
  /// Where events are sent, by name.
  param targets: Map<EventTarget>

  assert (pattern == null) != (schedule == null),
    "a rule has a `pattern` or a `schedule`, found ${if pattern == null then "neither" else "both"}"
  assert schedule == null || bus == null, "schedules are on the account's own bus: leave `bus` out"
  assert length(targets) > 0 && length(targets) <= 5, "a rule has one to five targets, found ${length(targets)}"
  for target_name, t in targets {
    assert t.input == null || t.part == null, "`${target_name}` sends its `input` or a `part` of the event, not both"
  }

  resource rule = AWS::Events::Rule {
    Description: description
    EventPattern: pattern
    ScheduleExpression: schedule
    EventBusName: bus?.bus?.ref
    State: if enabled then "ENABLED" else "DISABLED"
    Targets: [for target_name, t in targets: {
      Id: target_name
      Arn: target_arn(t.to)
      RoleArn: target_role(t.to)?.Arn
      Input: if t.input == null then null else json(t.input)
      InputPath: t.part
      RetryPolicy: {
        MaximumEventAgeInSeconds: t.retry.age.seconds
        MaximumRetryAttempts: t.retry.attempts
      }
      DeadLetterConfig: if t.dead_letters == null then null else { Arn: t.dead_letters.queue.Arn }
      SqsParameters: if t.group == null then null else { MessageGroupId: t.group }
    }]
  }

  for target_name, t in targets if target_function(t.to) != null {
    resource permission[target_name] = AWS::Lambda::Permission {
      FunctionName: target_function(t.to)?.Arn
      Action: "lambda:InvokeFunction"
      Principal: "events.amazonaws.com"
      SourceArn: rule.Arn
    }
  }

  /// The rule itself.
  output rule
  /// Its ARN.
  output arn: String = rule.Arn
  /// Lets the rule send to a queue or topic: statements for its policy, by the targets' names.
  output deliver: Map<[Statement]> = { for target_name, t in targets: target_name => rule_delivers(t.to, rule.Arn) }
  /// Lets the rule send events that it could not deliver to a target's `dead_letters`: statements for that queue's
  /// policy.
  output set_aside: Map<[Statement]> = { for target_name, t in targets if t.dead_letters != null: target_name => [
    from_rule("sqs:SendMessage", t.dead_letters.queue.Arn, rule.Arn)
  ] }
  /// How many events it has seen, of the account's own bus.
  output metric_matched = metric(rule, "MatchedEvents")
  /// How often an event could not be sent on, after all attempts.
  output metric_failed = metric(rule, "FailedInvocations")
}
