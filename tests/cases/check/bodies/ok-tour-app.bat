type NetworkSizing = { cidr: Cidr, zones: Int = 2, nat_gateways: Int = 1 }

type WebSettings = { frontend_domain: DomainName, zone: String }

stack Network {
  param sizing: NetworkSizing

  resource vpc = AWS::EC2::VPC { CidrBlock: sizing.cidr }

  output vpc_id = vpc.VpcId
  output size = sizing.zones * sizing.nat_gateways
}

stack Dns {
  param domain: DomainName
  param zone: String

  settings { region: "us-east-1" }

  resource certificate = AWS::CertificateManager::Certificate {
    DomainName: domain
    DomainValidationOptions: [{ DomainName: domain, HostedZoneId: zone }]
  }

  output certificate_arn = certificate.ref
}

stack Frontend {
  param certificate: String

  output certificate
}

stack Instance {
  param name: String
  param count: Int

  output both = "${name}${count}"
}

app BATbern {
  param network: NetworkSizing
  param web: WebSettings?
  param instances: Map<Int> = { a: 1 }

  let domain = web?.frontend_domain ?? "none"

  tags { Project: "BATbern", Environment: env.name, ManagedBy: "batc", Domain: domain }

  assert network.zones > 1, "two zones at least"

  stack net = Network { sizing: network }
  if web != null {
    stack dns = Dns { domain: web.frontend_domain, zone: web.zone }
    stack frontend = Frontend { certificate: dns.certificate_arn }
  }
  for name, count in instances {
    stack instance[name] = Instance { name, count }
  }
}

abstract env base = BATbern {
  network: { cidr: "10.0.0.0/16" }
}

env production extends base {
  account: "422940799530"
  region: "eu-central-1"
  network: { cidr: "10.2.0.0/16", zones: 3, nat_gateways: 3 }
  web: { frontend_domain: "www.example.com", zone: "Z0123456789ABC" }

  override net.vpc { EnableDnsSupport: true }
}

env development extends base {
  web: null
  instances: { a: null, b: 2 }
}

test "1 NAT gateway per zone in production" for production {
  assert count(AWS::EC2::NatGateway) == 0
}

rule "buckets are private" for AWS::S3::Bucket as b {
  assert b.PublicAccessBlockConfiguration != null
}
