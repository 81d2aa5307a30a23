use std.database.{Redis}
use std.network.{SecurityGroup, Vpc}
use std.secrets.{GeneratedSecret, Key}

/// A cache of three nodes
stack Cache {
  resource vpc = Vpc { cidr: "10.0.0.0/16", nat_gateways: 0 }
  resource security = SecurityGroup { vpc, description: "Redis", allow_all_outbound: false }
  resource key = Key { description: "The shop's data" }
  resource token = GeneratedSecret { description: "Lets services into Redis", length: 64, key }

  resource redis = Redis {
    description: "Sessions"
    subnets: vpc.subnets.isolated
    security_groups: [security]
    token
    key
    node: "cache.t4g.small"
    nodes: 3
    parameters: { "maxmemory-policy": "allkeys-lru" }
  }

  output host = redis.host
  output evictions = json(redis.metric_evictions)
  output cpu_of_each = json(redis.node_metric_cpu)
}

app Shop {
  stack cache = Cache {}
}

env test = Shop { account: "123456789012", region: "eu-central-1" }
