use std.network.{Vpc}

stack Network {
  existing vpc = Vpc { id: "vpc-12345678" }
}
