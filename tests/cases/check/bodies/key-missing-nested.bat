stack Network {
  param tiers: [String]

  for tier in tiers {
    for zone in range(2) {
      resource subnet[tier] = AWS::EC2::RouteTable { VpcId: "vpc-12345678" }
    }
  }
}
