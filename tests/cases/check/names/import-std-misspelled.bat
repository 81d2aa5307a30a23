use std.network.{VPC}

stack Network {
  resource vpc = VPC { cidr: "10.0.0.0/16" }
}
