use std.database.{Postgres, PostgresReplica, Proxy}
use std.network.{SecurityGroup, Vpc}
use std.secrets.{Key, Rotation}

/// PostgreSQL with everything around it
stack Database {
  resource vpc = Vpc { cidr: "10.0.0.0/16", nat_gateways: 1 }
  resource services = SecurityGroup { vpc, description: "Services" }
  resource security = SecurityGroup { vpc, description: "PostgreSQL", allow_all_outbound: false }
  resource key = Key { description: "The shop's data" }

  resource postgres = Postgres {
    subnets: vpc.subnets.isolated
    security_groups: [security]
    key
    class: "db.t4g.medium"
    identifier: "shop"
    log_retention: 30d
    performance_insights: 7d
    parameters: { log_min_duration_statement: "1000" }
  }

  resource rotation = Rotation {
    vpc
    subnets: vpc.subnets.private
    secret: postgres
    key
  }

  resource replica = PostgresReplica { source: postgres, class: "db.t4g.medium", performance_insights: 7d }

  resource proxy = Proxy {
    name: "shop"
    vpc
    subnets: vpc.subnets.isolated
    database: postgres
    clients: { services }
  }

  output host = proxy.host
  output replica_host = replica.host
  output connect = json(proxy.connect)
  output metrics = json([
    postgres.metric_cpu
    postgres.metric_free_storage
    replica.metric_lag
    proxy.metric_pinned
  ])
}

app Shop {
  stack database = Database {}
}

env test = Shop { account: "123456789012", region: "eu-central-1" }
