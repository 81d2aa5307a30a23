/// What CloudFormation cannot do by itself: a function that it asks, and a resource type of one's own.
use std.alarms.{TaskAlarms, TopicAlarms}
use std.compute.{Cluster, ScheduledTask}
use std.iam.{Role}
use std.messaging.{Topic}
use std.network.{Vpc}
use std.provider.{Provider}
use std.tasks.{Task}

/// An account's password policy: CloudFormation has no type for it.
resource type Custom::PasswordPolicy {
  properties { MinimumLength: Int(8..=128) }
}

/// The account's rules for people, what runs by night, and who is told
stack Account {
  resource provider = Provider {
    description: "Sets the account's password policy"
    code: file("./custom/password_policy.py")
    statements: [{
      actions: ["iam:UpdateAccountPasswordPolicy", "iam:DeleteAccountPasswordPolicy"]
      resources: ["*"]
      reason: "the policy is the account's own; IAM knows no narrower resource"
    }]
  }

  resource passwords = Custom::PasswordPolicy { ServiceToken: provider.arn, MinimumLength: 16 }

  resource vpc = Vpc { cidr: "10.0.0.0/16", nat_gateways: 1 }
  resource cluster = Cluster { vpc }
  resource cleaner = ScheduledTask {
    cluster
    vpc
    subnets: vpc.subnets.private
    container: { name: "cleaner", image: "public.ecr.aws/docker/library/busybox:1.37", command: ["true"] }
    schedule: "cron(0 3 * * ? *)"
    timezone: "Europe/Zurich"
  }

  // A task definition for a run by hand: `aws ecs run-task`.
  resource shell = Task {
    container: { name: "shell", image: "public.ecr.aws/docker/library/busybox:1.37", command: ["true"] }
  }

  resource news = Topic {}
  resource news_alarms = TopicAlarms { topic: news, name: "News" }
  resource cleaner_alarms = TaskAlarms { task: cleaner, name: "Cleaner", topics: [news] }

  resource auditor = Role {
    description: "AWS Config reads what there is"
    service: "config.amazonaws.com"
    managed_policies: ["arn:${aws.partition}:iam::aws:policy/service-role/AWS_ConfigRole"]
  }

  output shell_arn = shell.arn
  output auditor_arn = auditor.arn
}

app Company {
  stack account = Account {}
}

env production = Company { account: "123456789012", region: "eu-central-1" }
