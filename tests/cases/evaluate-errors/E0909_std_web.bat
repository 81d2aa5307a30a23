/// What the constructs for sites, names, APIs, users and messages refuse.
use std.api.{HttpApi, RestApi}
use std.cdn.{Distribution, SpaSite}
use std.dns.{AliasRecord, Certificate, Zone}
use std.identity.{UserPool}
use std.messaging.{EventRule, Queue, Topic}

let zone: Zone = { id: "Z0123456789ABCDEFGHIJ", name: "example.com" }

stack Web {
  existing function = AWS::Lambda::Function { FunctionName: "orders" }

  resource foreign = Certificate { domain: "www.example.org", zone }
  resource beside = AliasRecord { name: "notexample.com", zone, target: { domain: "d111111abcdef8.cloudfront.net", zone_id: "Z2FDTNDATAQYW2" } }
  resource unproved = SpaSite { name: "shop", comment: "The shop", domain: "www.example.com" }
  resource unnamed = SpaSite { name: "blog", comment: "The blog", other_domains: ["example.com"] }
  resource naked = Distribution { origin: { server: { domain: "origin.example.com" } }, comment: "The shop", domains: ["www.example.com"] }

  resource shop = RestApi {
    name: "shop"
    servers: { shop: { host: "origin.example.com" } }
    routes: {
      "GET /health": { to: { server: "shop" }, open: true }
      "GET /orders": { to: { server: "shop" } }
      "FETCH /orders": { to: { server: "shop" }, open: true }
      "GET /bills": { to: { server: "old" }, open: true }
    }
    cors: { origins: ["https://www.example.com", "https://admin.example.com"] }
  }

  resource quick = HttpApi {
    name: "quick"
    routes: { "GET /": { to: { function: "orders" }, open: true } }
    cors: { origins: ["*"], credentials: true }
  }

  resource users = UserPool {
    name: "Users"
    required: ["email", "name"]
    clients: {
      web: { page: { callbacks: [] } }
      app: { writes: ["email"] }
    }
    tier: "LITE"
    password: { history: 3 }
  }

  resource plain = Queue { drop_same_content: true, keep: 7d, dead_letters: { keep: 2d } }
  resource alarms = Topic { publishers: ["cloudwatch.amazonaws.com"] }
  resource undecided = EventRule { description: "Both", pattern: { source: ["aws.ecs"] }, schedule: "rate(5 minutes)", targets: { orders: { to: { function: { function } } } } }
  resource idle = EventRule { description: "Never", targets: { orders: { to: { function: { function } } } } }
  resource lonely = EventRule { description: "Nobody listens", schedule: "rate(5 minutes)", targets: {} }
}

app Program { stack web = Web {} }
env test = Program { account: "123456789012", region: "eu-central-1" }
