/// A custom resource, and the function that CloudFormation asks for it.
use std.provider.{Provider}

resource type Custom::PasswordPolicy {
  properties { MinimumLength: Int(8..=128) }
}

stack Account {
  resource provider = Provider {
    description: "Sets the account's password policy"
    code: "def handler(event, context): pass"
    statements: [{
      actions: ["iam:UpdateAccountPasswordPolicy"]
      resources: ["*"]
      reason: "the policy is the account's own"
    }]
    timeout: 30s
    memory: 128MiB
    log_retention: 7d
  }
  resource passwords = Custom::PasswordPolicy { ServiceToken: provider.arn, MinimumLength: 16 }
}

app Program {
  stack account = Account {}
}
env test = Program { account: "123456789012", region: "eu-central-1" }
