/// The network, and who reaches whom in it.
use std.dns.{Certificate}
use std.network.{SecurityGroup, Vpc}
use "./settings.bat".{NetworkSettings, WebSettings, services_domain}

/// VPC, subnets, security groups of the tiers, and the API's certificate
stack Network {
  param sizing: NetworkSettings
  param web: WebSettings?

  tags { Component: "Network" }

  @allow("checkov:CKV_AWS_158", reason: "flow logs hold addresses and no content; CloudWatch encrypts them by itself")
  resource vpc = Vpc {
    cidr: sizing.cidr
    zones: sizing.zones
    nat_gateways: sizing.nat_gateways
    tiers: {
      public: { kind: "public", slot: 0, prefix: 24 }
      private: { kind: "private", slot: 1, prefix: 24 }
      isolated: { kind: "isolated", slot: 2, prefix: 24 }
    }
  }

  resource application = SecurityGroup {
    vpc
    description: "Tasks of the services"
  }

  // Its proxy, migrations and rotation are let in where they are made; the services reach only the proxy.
  resource database = SecurityGroup {
    vpc
    description: "PostgreSQL"
    allow_all_outbound: false
  }

  resource cache = SecurityGroup {
    vpc
    description: "Redis"
    allow_all_outbound: false
    ingress: {
      application: { from: { group: application }, port: 6379, description: "Redis for the services" }
    }
  }

  if web != null {
    resource api_certificate = Certificate {
      domain: web.api_domain
      zone: web.zone
      other_names: [services_domain(web)]
    }
  }

  output vpc
  output application
  output database
  output cache
  output api_certificate

  /// The VPC, for tools outside of this app
  output vpc_id = vpc.id
}
