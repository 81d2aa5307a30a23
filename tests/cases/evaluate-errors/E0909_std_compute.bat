/// What the constructs for containers refuse.
use std.compute.{Cluster, FargateService}
use std.load_balancing.{LoadBalancer}

stack Services {
  existing network = AWS::EC2::VPC { VpcId: "vpc-0123456789abcdef0" }
  existing left = AWS::EC2::Subnet { SubnetId: "subnet-0123456789abcdef0" }
  existing right = AWS::EC2::Subnet { SubnetId: "subnet-0123456789abcdef1" }

  let vpc = { vpc: network }
  let subnets = [left, right]

  resource cluster = Cluster { domain: "services.example.com" }
  resource hidden = LoadBalancer { vpc, subnets }

  resource orders = FargateService {
    cluster
    vpc
    subnets
    container: { name: "orders", image: "nginx:1.27", cpu: 512, memory: 768MiB, exec: true }
    load_balancer: hidden
    scaling: { min: 4, max: 2 }
  }

  resource bills = FargateService {
    cluster
    vpc
    subnets
    container: { name: "bills", image: "nginx:1.27", port: 80 }
    load_balancer: hidden
    blue_green: {}
    scaling: { max: 2, requests: 100 }
  }

  resource worker = FargateService {
    cluster
    vpc
    subnets
    container: { name: "worker", image: "nginx:1.27" }
    blue_green: {}
  }
}

app Program { stack services = Services {} }
env test = Program { account: "123456789012", region: "eu-central-1" }
