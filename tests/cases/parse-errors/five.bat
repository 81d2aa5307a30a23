// Five mistakes, five diagnostics, and all that is right is there.
use std.network.{Vpc}

type Sizing = {
  cidr Cidr
  zones: Int
}

stack Network {
  param sizing: Sizing
  resource vpc = Vpc {
    cidr = sizing.cidr
    zones: sizing.zones +
    name: "x"
  }
  let count 5
  output vpc
}

let broken = [1, 2
stack Last {
  output last = 1
}
