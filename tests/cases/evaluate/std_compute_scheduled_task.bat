/// A task that runs by night.
use std.compute.{Cluster, ScheduledTask}

stack Nightly {
  existing network = AWS::EC2::VPC { VpcId: "vpc-0123456789abcdef0" }
  existing subnet = AWS::EC2::Subnet { SubnetId: "subnet-0123456789abcdef0" }

  resource cluster = Cluster { on_delete: "Delete" }

  resource cleaner = ScheduledTask {
    cluster
    vpc: { vpc: network }
    subnets: [subnet]
    container: { name: "cleaner", image: "busybox:1.37", command: ["clean"], xray: false }
    schedule: "cron(0 3 * * ? *)"
    timezone: "Europe/Zurich"
    window: 15min
    on_delete: "Delete"
  }

  output failed = cleaner.metric_failed.dimensions.QueueName
}

app Program { stack nightly = Nightly {} }
env test = Program { account: "123456789012", region: "eu-central-1" }
