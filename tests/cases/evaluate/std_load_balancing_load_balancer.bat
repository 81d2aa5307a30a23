/// Load balancers: a public one with names, certificates and logs, and one for the VPC without a certificate.
use std.dns.{Certificate}
use std.load_balancing.{LoadBalancer}
use std.network.{SecurityGroup}
use std.storage.{Bucket}

stack Entrance {
  existing network = AWS::EC2::VPC { VpcId: "vpc-0123456789abcdef0" }
  existing left = AWS::EC2::Subnet { SubnetId: "subnet-0123456789abcdef0" }
  existing right = AWS::EC2::Subnet { SubnetId: "subnet-0123456789abcdef1" }

  let zone = { id: "Z003987919RPX23XXEU48", name: "example.com" }
  let vpc = { vpc: network }

  resource certificate = Certificate { domain: "shop.example.com", zone }
  resource second = Certificate { domain: "*.office.example.com", zone }
  resource logs = Bucket { for_logs: true }
  resource tasks = SecurityGroup { vpc, description: "tasks" }

  @depends_on(logs)
  resource shop = LoadBalancer {
    vpc
    subnets: [left, right]
    internal: false
    certificate
    other_certificates: { office: second }
    domain: { name: "shop.example.com", zone }
    access_logs: { bucket: logs, prefix: "shop" }
    web_acl: "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/shop/11111111-2222-3333-4444-555555555555"
  }

  resource office = LoadBalancer {
    vpc
    subnets: [left, right]
    clients: { tasks: { group: tasks }, office: { cidr: "192.168.0.0/24" } }
    deletion_protection: false
    idle_timeout: 5min
  }

  output shop_url = shop.url
  output office_url = office.url
  output watch = shop.metric_5xx.dimensions.LoadBalancer
}

app Program { stack entrance = Entrance {} }
env test = Program { account: "123456789012", region: "eu-central-1" }
