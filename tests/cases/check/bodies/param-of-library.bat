use std.network.{Vpc}

stack Network {
  resource vpc = Vpc { cidr: "10.0.0.0/16", nat_gateway: 2 }

  output vpc
}
