/// Zones: public with its queries logged, private, and one that exists already; names in them.
use std.dns.{AliasRecord, Certificate, HostedZone, Zone}
use std.monitoring.{LogGroup}

let existing_zone: Zone = { id: "Z0123456789ABCDEFGHIJ", name: "example.org" }

stack Names {
  resource queries = LogGroup { name: "/aws/route53/example.com" }
  resource public = HostedZone { domain: "example.com", description: "All names of the shop", query_log: queries }
  resource certificate = Certificate { domain: "example.com", zone: public, other_names: ["www.example.com"] }
  resource elsewhere = Certificate { domain: "www.example.org", zone: existing_zone }
  resource name = AliasRecord {
    name: "www.example.org"
    zone: existing_zone
    target: { domain: "shop-1234567890.us-east-1.elb.amazonaws.com", zone_id: "Z35SXDOTRQ7X7K" }
    ipv6: false
    evaluate_health: true
  }

  output servers = public.name_servers
  output zone_id = public.id
}

stack Inside {
  existing network = AWS::EC2::VPC { VpcId: "vpc-0123456789abcdef0" }
  resource private = HostedZone {
    domain: "internal.example.com"
    private_in: { main: { vpc: { vpc: network }, region: "eu-central-1" } }
    on_delete: "Delete"
  }
}

app Program {
  stack names = Names {}
  stack inside = Inside {}
}
env test = Program { account: "123456789012", region: "us-east-1" }
