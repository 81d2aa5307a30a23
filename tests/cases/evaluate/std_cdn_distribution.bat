/// Distributions over servers: reached in public, and inside a VPC; behaviours, error pages, logs.
use std.cdn.{Distribution, SecurityHeaders}
use std.dns.{AliasRecord, Certificate, HostedZone}
use std.iam.{Role}
use std.storage.{Bucket}

stack Edge {
  param balancer_arn: String

  resource zone = HostedZone { domain: "example.com", description: "All names of the shop" }
  resource certificate = Certificate { domain: "shop.example.com", zone, other_names: ["example.com"] }
  resource logs = Bucket { for_logs: true }

  resource headers = SecurityHeaders {
    name: "shop"
    hsts: { max_age: 365d, preload: true }
    content_security_policy: "default-src 'self'"
    frame: "SAMEORIGIN"
    cors: { origins: ["https://admin.example.com"], methods: ["GET"], exposed_headers: ["ETag"] }
  }

  resource shop = Distribution {
    origin: { server: { domain: "origin.example.com", port: 8443, timeout: 60s, headers: { "X-From": "cdn" } } }
    comment: "The shop"
    domains: ["shop.example.com", "example.com"]
    certificate
    response_headers: headers.id
    error_pages: [{ code: 503, page: "/static/later.html", status: 503, remember: 60s }]
    behaviors: {
      "/static/*": { cache_policy: "658327ea-f89d-4fab-a63d-7e88639e58f6" }
    }
    logs: { bucket: logs, prefix: "shop/" }
    price_class: "PriceClass_All"
  }

  resource office = Distribution {
    origin: { server: { domain: "office.example.com", private_arn: balancer_arn } }
    comment: "The shop's office"
  }

  resource name = AliasRecord { name: "shop.example.com", zone, target: shop.alias_target }
  resource apex = AliasRecord { name: "example.com", zone, target: shop.alias_target, ipv6: false }

  resource cleaner = Role { description: "Makes the shop forget", service: "lambda.amazonaws.com", same_account_only: false, statements: shop.invalidate }

  resource failures = AWS::CloudWatch::Alarm {
    ComparisonOperator: "GreaterThanThreshold"
    EvaluationPeriods: 3
    Threshold: 5
    Statistic: "Average"
    Period: 60
    Namespace: shop.metric_5xx_rate.namespace
    MetricName: shop.metric_5xx_rate.name
    Dimensions: [for key, value in shop.metric_5xx_rate.dimensions: { Name: key, Value: value }]
  }

  output name_servers = zone.name_servers
}

app Program {
  stack edge = Edge { balancer_arn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/x/1234567890123456" }
}
env test = Program { account: "123456789012", region: "us-east-1" }
