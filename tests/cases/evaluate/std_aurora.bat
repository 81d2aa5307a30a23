use std.aurora.{Aurora}
use std.database.{Proxy}
use std.network.{SecurityGroup, Vpc}
use std.secrets.{Rotation}

/// A serverless cluster with a proxy and a password that changes
stack Database {
  resource vpc = Vpc { cidr: "10.0.0.0/16", nat_gateways: 1 }
  resource services = SecurityGroup { vpc, description: "Services" }
  resource security = SecurityGroup { vpc, description: "Aurora", allow_all_outbound: false }

  resource aurora = Aurora {
    subnets: vpc.subnets.isolated
    security_groups: [security]
    identifier: "shop"
    log_retention: 30d
    capacity: { min: 0.5, max: 8.0 }
  }

  resource fixed = Aurora {
    subnets: vpc.subnets.isolated
    security_groups: [security]
    class: "db.r8g.large"
    readers: 0
    enhanced_monitoring: null
    on_delete: "Delete"
    deletion_protection: false
  }

  resource rotation = Rotation { vpc, subnets: vpc.subnets.private, secret: aurora }

  resource proxy = Proxy {
    name: "shop"
    vpc
    subnets: vpc.subnets.isolated
    database: aurora
    clients: { services }
    iam: true
  }

  output host = proxy.host
  output reader = aurora.reader_host
  output capacity = json(aurora.metric_capacity)
}

app Shop {
  stack database = Database {}
}

env test = Shop { account: "123456789012", region: "eu-central-1" }
