stack Network {
  param tiers: Map<{ slot: Int }>

  resource vpc = AWS::EC2::VPC { CidrBlock: "10.0.0.0/16" }

  for t, tier in tiers {
    for z in range(2) {
      resource subnet[t][z] = AWS::EC2::Subnet {
        VpcId: vpc
        CidrBlock: subnet("10.0.0.0/16", slot: tier.slot * 2 + z, prefix: 24)
      }
    }
    resource table[t] = AWS::EC2::RouteTable { VpcId: vpc }
  }

  for t, tables in subnet {
    for z, one in tables {
      resource association[t][z] = AWS::EC2::SubnetRouteTableAssociation {
        SubnetId: one
        RouteTableId: table[t]
      }
    }
  }

  output ids = { for t, tier in subnet: t => [for z, s in tier: s.SubnetId] }
  output public = subnet["public"]["0"].SubnetId
  output first = values(table)[0].RouteTableId
  output count = length(table)
}
