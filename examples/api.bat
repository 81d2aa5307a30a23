/// An API that functions answer, for users who have signed in.
use std.api.{HttpApi}
use std.identity.{UserPool}
use std.lambda.{LambdaFunction}

/// Users, an API, and the function behind it
stack Shop {
  param site: String

  resource customers = UserPool {
    name: "shop-${env.name}"
    self_sign_up: true
    clients: { web: { page: { callbacks: ["${site}/signed-in"] } } }
    domain: { prefix: "example-shop-${env.name}" }
    groups: { staff: { description: "Who works here" } }
  }

  resource orders = LambdaFunction {
    description: "Takes orders"
    runtime: "nodejs22.x"
    code: { inline: "exports.handler = async (event) => ({ statusCode: 200, body: event.rawPath });" }
    events: false   // the API waits for the answer
  }

  resource api = HttpApi {
    name: "shop-${env.name}"
    functions: { orders }
    authorizer: { issuer: customers.issuer, audience: [customers.client_ids["web"]] }
    cors: { origins: [site] }
    routes: {
      "GET /articles": { to: { function: "orders" }, open: true }
      "ANY /orders/{proxy+}": { to: { function: "orders" } }
      "POST /orders": { to: { function: "orders" }, throttle: { rate: 10, burst: 20 } }
    }
  }

  /// Where the API is
  output url = api.url
}

app Example {
  param site: String
  stack shop = Shop { site }
}

env production = Example {
  account: "123456789012"
  region: "eu-central-1"
  site: "https://www.example.com"
}
