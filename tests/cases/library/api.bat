use std.api.{HttpApi, RestApi}
use std.identity.{UserPool}
use std.lambda.{LambdaFunction}

stack Here {
  resource customers = UserPool { name: "customers" }
  resource users = UserPool {
    name: "users"
    clients: { web: { page: { callbacks: ["https://shop.example.com/signed-in"] } } }
    domain: { prefix: "shop-users" }
  }
  resource orders = LambdaFunction {
    description: "Takes orders"
    runtime: "nodejs22.x"
    code: { inline: "exports.handler = async () => ({ statusCode: 200 });" }
    events: false
  }

  // example
}
