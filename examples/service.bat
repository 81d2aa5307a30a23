/// A service with its own entrance: network, cluster, load balancer, tasks that scale, and a clean-up by night.
use std.compute.{Cluster, FargateService, ScheduledTask}
use std.load_balancing.{LoadBalancer}
use std.network.{Vpc}
use std.secrets.{GeneratedSecret}

stack Shop {
  resource vpc = Vpc { cidr: "10.0.0.0/16", nat_gateways: 1 }

  resource cluster = Cluster { vpc, domain: "shop.internal" }

  resource balancer = LoadBalancer {
    vpc
    subnets: vpc.subnets.public
    internal: false
  }

  resource session_key = GeneratedSecret { description: "Signs the sessions of the shop" }

  resource orders = FargateService {
    cluster
    vpc
    subnets: vpc.subnets.private
    container: {
      name: "orders"
      image: "public.ecr.aws/nginx/nginx-unprivileged:1.29"
      port: 8080
      secrets: { SESSION_KEY: secret(session_key.secret) }
    }
    load_balancer: balancer
    scaling: { min: 2, max: 6, cpu: 60 }
  }

  resource cleaner = ScheduledTask {
    cluster
    vpc
    subnets: vpc.subnets.private
    container: {
      name: "cleaner"
      image: "public.ecr.aws/docker/library/busybox:1.37"
      command: ["sh", "-c", "echo cleaned"]
      xray: false
    }
    schedule: "cron(0 3 * * ? *)"
    timezone: "Europe/Zurich"
  }

  /// Where the shop is reached
  output url = balancer.url
}

app Example {
  stack shop = Shop {}
}

env shop = Example { account: "123456789012", region: "eu-central-1" }
