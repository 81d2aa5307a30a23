/// A single-page application with all that it may have, and one with nothing but its defaults.
use std.cdn.{SpaSite}
use std.dns.{Certificate, Zone}
use std.iam.{Role}
use std.storage.{Bucket}

let zone: Zone = { id: "Z0123456789ABCDEFGHIJ", name: "example.com" }

stack Names {
  settings { region: "us-east-1" }
  resource certificate = Certificate { domain: "www.example.com", zone, other_names: ["example.com"] }
  output certificate
}

stack Site {
  param certificate: Certificate

  resource logs = Bucket { for_logs: true }

  resource shop = SpaSite {
    name: "shop"
    comment: "The shop's pages"
    domain: "www.example.com"
    other_domains: ["example.com"]
    zone
    certificate
    assets: ["/assets/*", "/fonts/*"]
    content_security_policy: "default-src 'self'; connect-src 'self' https://api.example.com; frame-ancestors 'none'"
    logs: { bucket: logs, prefix: "shop/" }
    bucket_name: "example-shop"
    on_delete: "Delete"
  }

  resource plain = SpaSite { name: "preview", comment: "How it will look" }

  resource pipeline = Role {
    description: "Puts new versions there"
    service: "codebuild.amazonaws.com"
    statements: shop.deploy
  }

  output shop_url = shop.url
  output preview_url = plain.url
}

app Shop {
  stack names = Names {}
  stack site = Site { certificate: names.certificate }
}
env production = Shop { account: "123456789012", region: "eu-central-1" }
