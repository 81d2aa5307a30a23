use std.network.{Connection, SecurityGroup, Vpc}

/// A network with tiers, and who reaches whom in it
stack Network {
  resource vpc = Vpc {
    cidr: "10.0.0.0/16"
    zones: 2
    nat_gateways: 1
    gateway_endpoints: ["s3", "dynamodb"]
    interface_endpoints: ["secretsmanager"]
  }

  resource application = SecurityGroup { vpc, description: "Services" }

  resource database = SecurityGroup {
    vpc
    description: "PostgreSQL"
    allow_all_outbound: false
    ingress: { application: { from: { group: application }, port: 5432, description: "PostgreSQL for the services" } }
  }

  resource cache = SecurityGroup { vpc, description: "Redis", allow_all_outbound: false }

  resource application_to_cache = Connection {
    from: application
    to: cache
    port: 6379
    description: "Redis for the services"
  }

  output isolated = vpc.subnets.isolated
}

app Shop {
  stack network = Network {}
}

env test = Shop { account: "123456789012", region: "eu-central-1" }
