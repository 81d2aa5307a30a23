/// The door for programs: who may come in, how often, and to which service.
use std.api.{LoggingAccount, RestApi}
use std.dns.{Certificate}
use std.identity.{UserPool}
use "./settings.bat".{WebSettings, services_domain}

/// A REST API in front of the services, with its name, and the users that it lets in
stack ApiGateway {
  param web: WebSettings
  /// Proves the API's name, and that of the load balancer behind it.
  param certificate: Certificate
  /// Whom it lets in.
  param users: UserPool

  tags { Component: "ApiGateway" }

  // Once for the account and region; no other stack of ours has one.
  resource logging = LoggingAccount {}

  @allow("checkov:CKV_AWS_120", reason: "answers depend on who asks; the services cache in Redis what does not")
  @allow("checkov:CKV_AWS_158", reason: "CloudWatch encrypts the log by itself; it is kept for 30 days")
  resource api = RestApi {
    name: "batbern-${env.name}"
    description: "The services of BATbern ${env.name}"
    servers: { gateway: { host: services_domain(web) } }
    routes: {
      "GET /health": { to: { server: "gateway", path: "/actuator/health" }, open: true }
      // What everybody may read: the events, and who speaks there.
      "GET /api/v1/public/{proxy+}": { to: { server: "gateway" }, open: true }
      "ANY /{proxy+}": { to: { server: "gateway" } }
    }
    authorizer: { user_pools: { users } }
    cors: { origins: ["https://${web.frontend_domain}"] }
    throttle: { rate: 200, burst: 400 }
    domain: { name: web.api_domain, certificate, zone: web.zone }
    logging
  }

  output api

  /// Where the API is
  output url = api.url
}
