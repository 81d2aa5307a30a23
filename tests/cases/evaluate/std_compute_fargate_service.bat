/// Services: task by task and with blue and green behind one load balancer, one that is found by name only, and a worker.
use std.compute.{Cluster, FargateService}
use std.load_balancing.{LoadBalancer}
use std.network.{SecurityGroup}
use std.secrets.{Key}

stack Services {
  existing network = AWS::EC2::VPC { VpcId: "vpc-0123456789abcdef0" }
  existing left = AWS::EC2::Subnet { SubnetId: "subnet-0123456789abcdef0" }
  existing right = AWS::EC2::Subnet { SubnetId: "subnet-0123456789abcdef1" }

  let vpc = { vpc: network }
  let subnets = [left, right]

  resource key = Key { description: "sessions" }
  resource cluster = Cluster { vpc, domain: "services.example.com", insights: "enhanced", key }
  resource database_clients = SecurityGroup { vpc, description: "who reaches the database" }
  resource balancer = LoadBalancer { vpc, subnets, clients: { vpc: { cidr: "10.0.0.0/16" } } }

  resource orders = FargateService {
    cluster
    vpc
    subnets
    container: { name: "orders", image: "nginx:1.27", port: 8080 }
    security_groups: [database_clients]
    load_balancer: balancer
    route: { paths: ["/orders/*"], hosts: ["shop.example.com"], health_path: "/health", health_codes: "200-299", drain: 10s }
    scaling: { min: 2, max: 10, cpu: 60, memory: 70, requests: 1000 }
    rollback_alarms: ["orders-5xx"]
  }

  resource bills = FargateService {
    cluster
    vpc
    subnets
    container: { name: "bills", image: "nginx:1.27", port: 8080 }
    load_balancer: balancer
    route: { priority: 2 }
    blue_green: { bake: 5min }
    tasks: 3
  }

  resource cache = FargateService {
    cluster
    vpc
    subnets
    container: { name: "cache", image: "nginx:1.27", port: 6379, read_only: false, exec: true, xray: false }
    clients: { orders: { group: orders } }
    tasks: 1
  }

  resource worker = FargateService {
    cluster
    vpc
    subnets
    container: { name: "worker", image: "nginx:1.27", xray: false }
    spot: true
  }

  output orders_url = orders.url
  output cache_url = cache.url
  output worker_url = worker.url
  output dimensions_rolling = json(orders.metric_5xx?.dimensions)
  output dimensions_blue_green = json(bills.metric_requests?.dimensions)
  output dimensions_service = json(worker.metric_cpu.dimensions)
  output dimensions_green = json(bills.metrics_unhealthy)
}

app Program { stack services = Services {} }
env test = Program { account: "123456789012", region: "eu-central-1" }
