"""Writes a synthetic program. usage: generate.py looped|spelled N FILE

N resources as N/4 groups: a bucket, a queue, a role with a policy on the queue's ARN, and an alarm on the queue. Settings
come from a record that two environments override in turn; names are interpolated; 100 groups make a stack.
`limit.rs` writes the same templates.
"""

import sys

GROUPS_IN_STACK = 100

HEAD = """\
/// Synthetic: {groups} groups of four resources, {shape}.

type Retry = {{
  attempts: Int(1..=1000) = 3
  keep: Duration = 4d
}}

type Settings = {{
  prefix: String
  timeout: Duration = 30s
  threshold: Int = 100
  versions: Bool = false
  retry: Retry
}}

"""

TAIL = """\

abstract env base = Bench {
  region: "eu-central-1"
  settings: { prefix: "bench", retry: {} }
}

abstract env larger extends base {
  settings: { threshold: 500, retry: { keep: 7d } }
}

env bench extends larger {
  settings: { timeout: 60s, versions: true, retry: { attempts: 5 } }
}
"""

# One group: in a loop `key` is "[key]" and `name` "${key}", spelled out both are the group's own number.
GROUP = """\
{i}resource bucket{key} = AWS::S3::Bucket {{
{i}  BucketName: "${{settings.prefix}}-${{env.name}}-{name}"
{i}  VersioningConfiguration: {{ Status: if settings.versions then "Enabled" else "Suspended" }}
{i}  Tags: [{{ Key: "Name", Value: "${{settings.prefix}}-{name}" }}]
{i}}}

{i}resource queue{key} = AWS::SQS::Queue {{
{i}  QueueName: "${{settings.prefix}}-${{env.name}}-{name}"
{i}  VisibilityTimeout: settings.timeout.seconds
{i}  MessageRetentionPeriod: settings.retry.keep.seconds
{i}  Tags: [{{ Key: "Name", Value: "${{settings.prefix}}-{name}" }}]
{i}}}

{i}resource role{key} = AWS::IAM::Role {{
{i}  AssumeRolePolicyDocument: {{
{i}    Version: "2012-10-17"
{i}    Statement: [{{ Effect: "Allow", Principal: {{ Service: "lambda.amazonaws.com" }}, Action: "sts:AssumeRole" }}]
{i}  }}
{i}  Policies: [{{
{i}    PolicyName: "queue"
{i}    PolicyDocument: {{
{i}      Version: "2012-10-17"
{i}      Statement: [{{ Effect: "Allow", Action: ["sqs:SendMessage", "sqs:ReceiveMessage"], Resource: queue{key}.Arn }}]
{i}    }}
{i}  }}]
{i}}}

{i}resource alarm{key} = AWS::CloudWatch::Alarm {{
{i}  AlarmDescription: "messages wait in {name} after ${{settings.retry.attempts}} attempts"
{i}  Namespace: "AWS/SQS"
{i}  MetricName: "ApproximateNumberOfMessagesVisible"
{i}  Dimensions: [{{ Name: "QueueName", Value: queue{key}.QueueName }}]
{i}  Statistic: "Maximum"
{i}  Period: 300
{i}  EvaluationPeriods: settings.retry.attempts
{i}  Threshold: settings.threshold
{i}  ComparisonOperator: "GreaterThanThreshold"
{i}}}
"""


def looped(groups, out):
    stacks = -(-groups // GROUPS_IN_STACK)
    out.write("stack Part {\n  param settings: Settings\n  param numbers: [Int]\n\n  for number in numbers {\n")
    out.write('    let key = "g${number}"\n\n')
    out.write(GROUP.format(i="    ", key="[key]", name="${key}"))
    out.write("  }\n}\n\n")
    out.write("app Bench {\n  param settings: Settings\n\n")
    out.write(f"  for part in range(0, {stacks}) {{\n")
    out.write(f"    let first = part * {GROUPS_IN_STACK}\n")
    out.write(f"    let end = if first + {GROUPS_IN_STACK} < {groups} then first + {GROUPS_IN_STACK} else {groups}\n")
    out.write('    stack part["${part}"] = Part { settings, numbers: range(first, end) }\n  }\n}\n')


def spelled(groups, out):
    stacks = range(-(-groups // GROUPS_IN_STACK))
    for stack in stacks:
        out.write(f"stack Part{stack} {{\n  param settings: Settings\n")
        for group in range(stack * GROUPS_IN_STACK, min((stack + 1) * GROUPS_IN_STACK, groups)):
            out.write("\n" + GROUP.format(i="  ", key=f"_g{group}", name=f"g{group}"))
        out.write("}\n\n")
    out.write("app Bench {\n  param settings: Settings\n\n")
    for stack in stacks:
        out.write(f"  stack part_{stack} = Part{stack} {{ settings }}\n")
    out.write("}\n")


def write(shape, resources, path):
    groups = resources // 4
    with open(path, "w", encoding="utf-8") as out:
        out.write(HEAD.format(groups=groups, shape="in a loop" if shape == "looped" else "spelled out"))
        {"looped": looped, "spelled": spelled}[shape](groups, out)
        out.write(TAIL)


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]), sys.argv[3])
