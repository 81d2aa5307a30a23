use std.network.{SecurityGroup, Vpc}

stack Network {
  resource vpc = Vpc { cidr: "10.0.0.0/16" }

  output vpc
}
