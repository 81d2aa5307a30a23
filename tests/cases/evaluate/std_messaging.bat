/// Queues, topics and rules, together and with nothing but their defaults.
use std.iam.{Role}
use std.messaging.{EventRule, Queue, Topic, statements_for_services}
use std.secrets.{Key}

stack Messages {
  resource key = Key {
    description: "Messages"
    statements: statements_for_services(["cloudwatch.amazonaws.com", "events.amazonaws.com", "sns.amazonaws.com"], aws.account_id)
  }
  resource function_role = Role { description: "Works", service: "lambda.amazonaws.com", same_account_only: false, statements: orders.consume }
  resource function = AWS::Lambda::Function {
    Runtime: "nodejs22.x"
    Handler: "index.handler"
    Code: { ZipFile: "exports.handler = async () => {};" }
    Role: function_role.arn
  }

  resource plain = Queue {}
  resource audit = Queue { statements: operators.deliver["audit"] }
  resource undelivered = Queue {
    dead_letters: null
    keep: 14d
    statements: [...operators.set_aside["audit"], ...failures.set_aside["work"]]
  }
  resource orders = Queue {
    name: "orders"
    fifo: true
    drop_same_content: true
    visibility: 3min
    dead_letters: { after: 5 }
    key
    statements: failures.deliver["orders"]
    on_delete: "Delete"
  }

  resource news = Topic {}
  resource operators = Topic {
    name: "operators"
    display_name: "The shop"
    key
    publishers: ["cloudwatch.amazonaws.com"]
    statements: failures.deliver["people"]
    subscriptions: {
      audit: { to: { queue: audit }, filter: { kind: ["order"] }, dead_letters: undelivered }
      work: { to: { function: { function } } }
      duty: { to: { email: "duty@example.com" } }
      pager: { to: { https: "https://pager.example.com/in" }, filter: { level: ["high"] }, filter_on: "MessageBody" }
    }
  }

  resource failures = EventRule {
    description: "Tasks that ended by themselves"
    pattern: { source: ["aws.ecs"], "detail-type": ["ECS Task State Change"] }
    targets: {
      orders: { to: { queue: orders }, group: "tasks", part: "$.detail" }
      people: { to: { topic: operators }, input: { text: "a task ended" } }
      work: { to: { function: { function } }, retry: { attempts: 2, age: 1h }, dead_letters: undelivered }
    }
  }
  resource nightly = EventRule {
    description: "Cleans up"
    schedule: "cron(0 3 * * ? *)"
    enabled: false
    targets: { work: { to: { function: { function } } } }
  }

  resource sender = Role { description: "Sends", service: "ecs-tasks.amazonaws.com", statements: [...orders.send, ...operators.publish, ...plain.send] }

  for name, m in { dead: orders.metric_dead, old: orders.metric_oldest, lost: operators.metric_failed, unsent: failures.metric_failed } {
    if m != null {
      resource alarm[name] = AWS::CloudWatch::Alarm {
        ComparisonOperator: "GreaterThanThreshold"
        EvaluationPeriods: 1
        Threshold: 0
        Statistic: m.statistic
        Period: 300
        Namespace: m.namespace
        MetricName: m.name
        Dimensions: [for dimension, value in m.dimensions: { Name: dimension, Value: value }]
        AlarmActions: [operators.arn]
      }
    }
  }

  output url = orders.url
  output topic = news.arn
}

app Program { stack messages = Messages {} }
env test = Program { account: "123456789012", region: "eu-central-1" }
