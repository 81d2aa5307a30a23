/// A zone of names, a certificate in it, and a name for a load balancer.
use std.dns.{AliasRecord, Certificate, HostedZone}
use std.load_balancing.{LoadBalancer}
use std.monitoring.{LogGroup}
use std.network.{Vpc}

/// The shop's names. Queries are logged in us-east-1, which Route 53 demands
stack Names {
  settings { region: "us-east-1" }

  resource queries = LogGroup { name: "/aws/route53/shop.example.com" }
  resource zone = HostedZone { domain: "shop.example.com", description: "All names of the shop", query_log: queries }

  output zone
  /// Where the domain's owner has to point to
  output name_servers = zone.name_servers
}

/// A load balancer that is reached by name
stack Entrance {
  param zone: HostedZone

  resource vpc = Vpc { cidr: "10.0.0.0/16", nat_gateways: 1 }
  resource certificate = Certificate { domain: "www.shop.example.com", zone }
  resource balancer = LoadBalancer { vpc, subnets: vpc.subnets.public, internal: false, certificate }
  resource name = AliasRecord { name: "www.shop.example.com", zone, target: balancer.alias_target }
}

app Shop {
  stack names = Names {}
  stack entrance = Entrance { zone: names.zone }
}

env production = Shop { account: "123456789012", region: "eu-central-1" }
