/// examples/batbern/network.bat
use std.network.{Vpc, SecurityGroup}

/// What an environment decides about its network.
type NetworkSizing = {
  cidr: Cidr
  zones: Int(1..=6) = 2
}

stack Network {
  param sizing: NetworkSizing
  assert sizing.nat_gateways <= sizing.zones,
    "one NAT ${sizing.nat_gateways} g"
  resource vpc = Vpc {
    cidr: sizing.cidr
    tiers: {
      public:   { kind: "public",   slot: 0, prefix: 24 }   // slot
    }
  }
  @export("${env.name}-VpcId")
  output vpc_id = vpc
    .id
}
