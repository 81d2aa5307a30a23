use std.network.{SecurityGroup, Vpc}

/// What an environment decides about its network.
type NetworkSizing = {
  cidr: Cidr
  zones: Int(1..=6) = 2
  nat_gateways: Int(0..=6) = 1
}

stack Network {
  param sizing: NetworkSizing

  tags { Component: "Network" }

  assert sizing.nat_gateways <= sizing.zones,
    "one NAT gateway per zone at most: ${sizing.nat_gateways} gateways for ${sizing.zones} zones"

  resource vpc = Vpc {
    cidr: sizing.cidr
    zones: sizing.zones
    nat_gateways: sizing.nat_gateways
    tiers: {
      public:   { kind: "public",   slot: 0, prefix: 24 }   // slot: this tier's fixed place in the block
      private:  { kind: "private",  slot: 1, prefix: 24 }
      isolated: { kind: "isolated", slot: 2, prefix: 24 }
    }
  }

  resource application = SecurityGroup { vpc, description: "ECS tasks" }
  resource database = SecurityGroup {
    vpc
    description: "PostgreSQL"
    ingress: { postgres: { from: { group: application }, port: 5432, description: "from the application tier" } }
    allow_all_outbound: false
  }

  output vpc
  output application
  output database
  @export("${env.name}-VpcId")
  output vpc_id = vpc.id
}
