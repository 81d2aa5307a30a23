/// Two stacks in two regions, joined by a plain reference: CloudFront takes certificates of us-east-1 only.
use std.cdn.{Distribution}
use std.dns.{Certificate, Zone}
use std.storage.{Bucket}

/// The site's certificate
stack Dns {
  param domain: DomainName
  param zone: Zone

  settings { region: "us-east-1" }

  resource certificate = Certificate { domain, zone }
  output certificate
}

/// The site's files, and CloudFront before them
stack Site {
  param domain: DomainName
  param certificate: Certificate

  resource files = Bucket { statements: cdn.read_bucket }
  resource cdn = Distribution { origin: { bucket: files }, comment: "The site", domains: [domain], certificate }
}

app Website {
  param domain: DomainName
  param zone: Zone

  stack dns = Dns { domain, zone }
  stack site = Site { domain, certificate: dns.certificate }
}

env production = Website {
  account: "123456789012"
  region: "eu-central-1"
  domain: "www.example.com"
  zone: { id: "Z0123456789ABCDEFGHIJ", name: "example.com" }
}
