/// What somebody else has deployed: its identifiers stand where a resource of this program would.
use std.database.{Postgres}
use std.network.{Connection, SecurityGroup}

/// A database in the company's network
stack Data {
  existing vpc = AWS::EC2::VPC { VpcId: "vpc-0123456789abcdef0" }
  existing subnet_a = AWS::EC2::Subnet { SubnetId: "subnet-0123456789abcdef0" }
  existing subnet_b = AWS::EC2::Subnet { SubnetId: "subnet-0123456789abcdef1" }
  existing servers = AWS::EC2::SecurityGroup { Id: "sg-0123456789abcdef0" }

  resource members = SecurityGroup { vpc: { vpc }, description: "PostgreSQL", allow_all_outbound: false }
  resource way_in = Connection { from: { group: servers }, to: members, port: 5432, description: "the web servers" }

  resource postgres = Postgres {
    subnets: [subnet_a, subnet_b]
    security_groups: [members]
    class: "db.t4g.small"
  }

  /// Where it listens
  output host = postgres.host
}

app Orders {
  stack data = Data {}
}

env production = Orders {
  region: "eu-central-1"
}
