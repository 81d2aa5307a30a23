construct Net {
  param zones: Int
  param gateways: Int
  assert gateways <= zones, "one gateway per zone at most: ${gateways} gateways for ${zones} zones"
  assert zones > 3
  resource topic = AWS::SNS::Topic {}
}
stack Main {
  resource net = Net { zones: 2, gateways: 3 }
}
app Program {
  stack main = Main {}
}
env one = Program {}
env two = Program {}
