type Peer = { group: String } | { cidr: Cidr } | { prefix_list: String }

construct Rule {
  param peer: Peer

  output where = match peer {
    { group } => group
    { cidr } => cidr
    { prefix_list } => prefix_list
  }
}

stack Groups {
  resource a = Rule { peer: { group: 5 } }
  resource b = Rule { peer: { security_group: "sg-1" } }
  resource c = Rule { peer: { cidr: "10.0.0.0/33" } }
  resource d = Rule { peer: "10.0.0.0/8" }
}
