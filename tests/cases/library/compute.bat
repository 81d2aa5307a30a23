use std.compute.{Cluster, FargateService, ScheduledTask}
use std.dns.{Certificate}
use std.load_balancing.{LoadBalancer}
use std.network.{Vpc}
use std.storage.{Repository}

stack Here {
  resource vpc = Vpc { cidr: "10.0.0.0/16" }
  resource cluster = Cluster { vpc }
  resource repository = Repository { name: "orders" }
  resource certificate = Certificate {
    domain: "shop.example.com"
    zone: { id: "Z0123456789ABCDEFGHIJ", name: "example.com" }
  }

  // example
}
