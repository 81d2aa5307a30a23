/// A single-page application at a name of its own, with what CloudFront needs for it in us-east-1.
use std.cdn.{SpaSite}
use std.dns.{Certificate, Zone}
use std.storage.{Bucket}

/// The site's certificate
stack Names {
  param domain: DomainName
  param zone: Zone

  settings { region: "us-east-1" }

  resource certificate = Certificate { domain, zone }
  output certificate
}

/// The application's files, CloudFront before them, and the records of its name
stack Site {
  param domain: DomainName
  param zone: Zone
  param certificate: Certificate

  resource logs = Bucket { for_logs: true, lifecycle: { age: { expire_after: 90d } } }

  resource site = SpaSite {
    name: "shop-${env.name}"
    comment: "The shop's pages"
    domain
    zone
    certificate
    content_security_policy: "default-src 'self'; connect-src 'self' https://api.example.com; frame-ancestors 'none'"
    logs: { bucket: logs, prefix: "site/" }
  }

  /// Where the shop is
  output url = site.url
}

app Shop {
  param domain: DomainName
  param zone: Zone

  stack names = Names { domain, zone }
  stack site = Site { domain, zone, certificate: names.certificate }
}

env production = Shop {
  account: "123456789012"
  region: "eu-central-1"
  domain: "www.example.com"
  zone: { id: "Z0123456789ABCDEFGHIJ", name: "example.com" }
}
