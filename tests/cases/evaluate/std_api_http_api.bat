/// An HTTP API with tokens, a server, functions, CORS and a name; and one that a function decides on.
use std.api.{HttpApi}
use std.dns.{Certificate, Zone}
use std.identity.{UserPool}

let zone: Zone = { id: "Z0123456789ABCDEFGHIJ", name: "example.com" }

stack Api {
  resource certificate = Certificate { domain: "api.example.com", zone }
  resource customers = UserPool { name: "Customers", clients: { web: {} } }
  resource function_role = AWS::IAM::Role {
    AssumeRolePolicyDocument: {
      Version: "2012-10-17"
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }]
    }
  }
  resource function = AWS::Lambda::Function {
    Runtime: "nodejs22.x"
    Handler: "index.handler"
    Code: { ZipFile: "exports.handler = async () => ({ statusCode: 200 });" }
    Role: function_role.Arn
  }

  resource shop = HttpApi {
    name: "shop"
    description: "The shop's doors"
    servers: { shop: { host: "origin.example.com", path: "/v1" } }
    functions: { quote: { function } }
    routes: {
      "GET /health": { to: { server: "shop", path: "/actuator/health" }, open: true }
      "GET /orders/{id}": { to: { server: "shop" }, scopes: ["shop/orders.read"] }
      "POST /quotes": { to: { function: "quote" }, throttle: { rate: 5, burst: 10 } }
      "ANY /{proxy+}": { to: { server: "shop" } }
    }
    authorizer: { issuer: customers.issuer, audience: [customers.client_ids["web"]] }
    cors: { origins: ["https://www.example.com", "https://admin.example.com"], credentials: true }
    domain: { name: "api.example.com", certificate, zone, base_path: "shop" }
  }

  resource plain = HttpApi {
    name: "plain"
    functions: { quote: { function } }
    routes: { "POST /quotes": { to: { function: "quote" } } }
    authorizer: { function: { function } }
  }

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
  output plain_url = plain.url
}

app Program { stack api = Api {} }
env test = Program { account: "123456789012", region: "eu-central-1" }
