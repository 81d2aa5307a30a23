/// Keyed loops, families, and comprehensions over them.
stack Loops {
  param tiers: Map<{ zones: Int, open: Bool = false }> = { public: { zones: 2, open: true }, "isolated-db": { zones: 1 } }

  resource vpc = AWS::EC2::VPC { CidrBlock: "10.0.0.0/16" }

  for t, tier in tiers {
    for z in range(1, tier.zones + 1) {
      resource subnet[t][z] = AWS::EC2::Subnet {
        VpcId: vpc
        CidrBlock: subnet("10.0.0.0/16", slot: if t == "public" then z else 100 + z, prefix: 24)
        AvailabilityZone: select(zones(), z - 1)
        MapPublicIpOnLaunch: tier.open
      }
    }
    if tier.open {
      resource table[t] = AWS::EC2::RouteTable { VpcId: vpc }
    }
  }

  for t, rt in table {
    for z, s in subnet[t] {
      resource association[t][z] = AWS::EC2::SubnetRouteTableAssociation { SubnetId: s, RouteTableId: rt }
    }
  }

  resource group = AWS::RDS::DBSubnetGroup {
    DBSubnetGroupDescription: "isolated"
    SubnetIds: [...[for t, zonal in subnet if t != "public": values(zonal)[0]], subnet.public["2"].SubnetId, subnet["public"][1].SubnetId]
  }

  output ids = { for t, zonal in subnet: t => join([for s in values(zonal): s.SubnetId], ",") }
}

app Program { stack loops = Loops {} }
env test = Program {}
