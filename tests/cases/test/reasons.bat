// The reason of a statement is for rules and tests, and in no template.
use std.iam.{Role, Statement, policy}

stack Web {
  resource role = Role {
    description: "Reads"
    service: "ecs-tasks.amazonaws.com"
    statements: [{ actions: ["sqs:ListQueues"], resources: ["*"], reason: "SQS knows no narrower one" }]
  }
  resource logs = AWS::Logs::ResourcePolicy {
    PolicyName: "events"
    PolicyDocument: json(policy([{
      actions: ["logs:PutLogEvents"]
      resources: ["*"]
      principals: { services: ["events.amazonaws.com"] }
      reason: "all groups of this account"
    }]))
  }
}

app Shop {
  stack web = Web {}
}

env dev = Shop { region: "eu-central-1" }

test "reasons" for dev {
  let own = [for s in statements(web.role.role) if s.property == "Policies[0].PolicyDocument": s]
  assert length(own) == 1
  for s in own {
    assert s.reason == "SQS knows no narrower one"
    assert s.resources == ["*"]
  }
  for s in statements(web.role.role) if s.property == "AssumeRolePolicyDocument" {
    assert s.principals == ["ecs-tasks.amazonaws.com"]
    assert s.conditions != null
  }
  assert only(AWS::Logs::ResourcePolicy).PolicyDocument == json({
    Version: "2012-10-17"
    Statement: [{
      Effect: "Allow"
      Principal: { Service: ["events.amazonaws.com"] }
      Action: ["logs:PutLogEvents"]
      Resource: ["*"]
    }]
  })
  assert stacks()["web"].bytes < 1500
}
