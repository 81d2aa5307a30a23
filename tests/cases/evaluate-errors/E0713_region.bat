/// Certificates of the wrong region: of a resource elsewhere, of an ARN that an environment gives, through a construct, and
/// in a list. Right ones pass.
use std.cdn.{SpaSite}
use std.dns.{Certificate, Zone}

let zone: Zone = { id: "Z0123456789ABCDEFGHIJ", name: "example.com" }

stack Here {
  resource site = Certificate { domain: "www.example.com", zone }
  output site
}

stack There {
  settings { region: "us-east-1" }
  resource site = Certificate { domain: "www.example.com", zone }
  output site
}

stack Web {
  param here: Certificate
  param there: Certificate
  param login_certificate: String

  resource wrong = SpaSite { name: "wrong", comment: "Wrong", domain: "www.example.com", certificate: here }
  resource right = SpaSite { name: "right", comment: "Right", domain: "www.example.com", certificate: there }

  resource users = AWS::Cognito::UserPool {}
  resource login = AWS::Cognito::UserPoolDomain {
    UserPoolId: users.ref
    Domain: "login.example.com"
    CustomDomainConfig: { CertificateArn: login_certificate }
  }

  resource name = AWS::ApiGatewayV2::DomainName {
    DomainName: "api.example.com"
    DomainNameConfigurations: [{ CertificateArn: here.arn }, { CertificateArn: there.arn }]
  }
  resource by_iam = AWS::ElasticLoadBalancingV2::Listener {
    LoadBalancerArn: "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/x/1234567890123456"
    Port: 443
    Protocol: "HTTPS"
    Certificates: [{ CertificateArn: "arn:aws:iam::123456789012:server-certificate/old" }]
    DefaultActions: [{ Type: "fixed-response", FixedResponseConfig: { StatusCode: "404" } }]
  }
}

app Shop {
  param login_certificate: String
  stack here = Here {}
  stack there = There {}
  stack web = Web { here: here.site, there: there.site, login_certificate }
}

env production = Shop {
  account: "123456789012"
  region: "eu-central-1"
  login_certificate: "arn:aws:acm:eu-central-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
}
