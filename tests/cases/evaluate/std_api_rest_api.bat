/// A REST API with a user pool, servers, functions, CORS and a name; one that a function decides on; and one that IAM does.
use std.api.{LoggingAccount, RestApi}
use std.dns.{Certificate, Zone}
use std.iam.{Role}
use std.identity.{UserPool}

let zone: Zone = { id: "Z0123456789ABCDEFGHIJ", name: "example.com" }

stack Api {
  param subnets: [String]

  resource certificate = Certificate { domain: "api.example.com", zone }
  resource customers = UserPool { name: "Customers" }
  resource function_role = Role { description: "Answers", service: "lambda.amazonaws.com", same_account_only: false }
  resource function = AWS::Lambda::Function {
    Runtime: "nodejs22.x"
    Handler: "index.handler"
    Code: { ZipFile: "exports.handler = async () => ({ statusCode: 200 });" }
    Role: function_role.arn
  }
  resource balancer = AWS::ElasticLoadBalancingV2::LoadBalancer { Subnets: subnets }
  resource logging = LoggingAccount {}

  resource shop = RestApi {
    name: "shop"
    description: "The shop's doors"
    servers: {
      "the-shop": { host: balancer.DNSName }
      old: { host: "old.example.com:8080", protocol: "http", path: "/api/v1" }
    }
    functions: { quote: { function } }
    routes: {
      "GET /": { to: { server: "the-shop" }, open: true }
      "GET /health": { to: { server: "the-shop", path: "/actuator/health" }, open: true }
      "GET /orders/{id}": { to: { server: "old" }, scopes: ["shop/orders.read"] }
      "POST /orders/{id}/quotes": { to: { function: "quote" }, throttle: { rate: 5, burst: 10 } }
      "ANY /{proxy+}": { to: { server: "the-shop" } }
    }
    authorizer: { user_pools: { customers } }
    cors: { origins: ["https://www.example.com"], exposed_headers: ["ETag"] }
    domain: { name: "api.example.com", certificate, zone }
    logging
  }

  resource by_function = RestApi {
    name: "by-function"
    functions: { quote: { function } }
    routes: { "POST /quotes": { to: { function: "quote" } } }
    authorizer: { function: { function }, headers: ["X-Key", "X-Shop"], remember: 0s }
    binary_types: ["image/*"]
  }

  resource by_iam = RestApi {
    name: "by-iam"
    functions: { quote: { function } }
    routes: { "POST /quotes": { to: { function: "quote" } } }
    authorizer: "iam"
    error_log: false
    stage_name: "v2"
  }

  resource caller = Role { description: "Calls", service: "ecs-tasks.amazonaws.com", statements: by_iam.call }

  resource failures = AWS::CloudWatch::Alarm {
    ComparisonOperator: "GreaterThanThreshold"
    EvaluationPeriods: 3
    Threshold: 5
    Statistic: "Sum"
    Period: 60
    Namespace: shop.metric_5xx.namespace
    MetricName: shop.metric_5xx.name
    Dimensions: [for key, value in shop.metric_5xx.dimensions: { Name: key, Value: value }]
  }

  output shop_url = shop.url
  output other_url = by_iam.url
}

app Program { stack api = Api { subnets: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"] } }
env test = Program { account: "123456789012", region: "eu-central-1" }
