/// Doors for programs: REST APIs and HTTP APIs of API Gateway, before servers and functions.
use std.dns.{AliasRecord, AliasTarget, Zone}
use std.iam.{Statement, policy}
use std.monitoring.{LogGroup}

/// A server that answers: a load balancer, any host that speaks HTTP.
type ApiServer = {
  /// Its host name, with the port if it is another than usual. Its certificate has to prove this name.
  host: String
  /// How it is reached. Anything but HTTPS is readable on the way.
  protocol: "https" | "http" = "https"
  /// What stands before each path: `"/v1"`.
  path: String(/^(\/[^\/]+)*$/) = ""
}

/// Who answers: a server or a function, by its name in the API.
type Target = { server: String, path: String(/^\/.*$/)? } | { function: String }

/// How many requests are let through.
type Throttle = {
  /// On the average, in a second.
  rate: Int(1..) = 500
  /// At once.
  burst: Int(1..) = 1000
}

/// A route of an API.
type Route = {
  /// Who answers. A server is asked for the same path, unless `path` says for which.
  to: Target
  /// Whether it is open to all. Else the API's authorizer decides.
  open: Bool = false
  /// What an access token has to allow: one of these. Without any, Cognito wants an identity token.
  scopes: [String] = []
  /// How many requests are let through, when it is not as everywhere.
  throttle: Throttle?
}

/// Which web pages may call from a browser.
type ApiCors = {
  /// The pages: `"https://www.batbern.ch"`. A REST API takes one; `"*"` is every page.
  origins: [String]
  methods: ["GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS"] =
    ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
  headers: [String] = ["Authorization", "Content-Type", "X-Requested-With"]
  exposed_headers: [String] = []
  /// Whether cookies are sent.
  credentials: Bool = false
  /// How long a browser remembers all this.
  max_age: Duration = 1h
}

/// A name of an API's own.
type ApiDomain = {
  name: DomainName
  /// Its certificate, made in the API's region.
  certificate: { certificate: AWS::CertificateManager::Certificate }
  /// The zone that holds the name, where its records are written; without one, they are not.
  zone: Zone?
  /// What stands before each path, when several APIs share the name.
  base_path: String(/^[A-Za-z0-9_.\/-]+$/)?
}

/// A function that decides on requests.
type Decider = {
  function: { function: AWS::Lambda::Function }
  /// The headers that it decides by. A request without them is refused before it is asked.
  headers: [String] = ["Authorization"]
  /// How long its answer counts for the same headers.
  remember: Duration(0s..=1h) = 5min
}

/// Who decides on a REST API's requests: user pools, a function, or IAM.
type RestAuthorizer = { user_pools: Map<{ pool: AWS::Cognito::UserPool }> } | Decider | "iam"

/// The method of a route: `"GET"` of `"GET /events"`.
fn method_of(route: String): String = split(route, " ")[0]

/// The path of a route: `"/events"` of `"GET /events"`.
fn path_of(route: String): String = split(route, " ")[1]

/// The parts of a path: `["events", "{id}"]` of `"/events/{id}"`.
fn parts_of(path: String): [String] = [for part in split(path, "/") if part != "": part]

/// The names in a path: `["id"]` of `"/events/{id}"`, `["proxy"]` of `"/{proxy+}"`.
fn names_in(path: String): [String] =
  [for part in parts_of(path) if starts_with(part, "{"): replace(replace(replace(part, "{", ""), "}", ""), "+", "")]

/// The server of a target that is one.
fn server_of(to: Target): String? = match to {
  { server } => server
  _ => null
}

/// The function of a target that is one.
fn function_of(to: Target): String? = match to {
  { function } => function
  _ => null
}

/// Whether a route is written as one.
fn is_route(route: String): Bool =
  matches(route, r"(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|ANY) (/|(/[\w.:~-]+|/\{[\w.-]+\})*(/\{[\w.-]+\+\})?)")

/// A method as OpenAPI spells it.
fn openapi_method(method: String): String = if method == "ANY" then "x-amazon-apigateway-any-method" else lower(method)

/// The path that a server is asked for.
fn asked_path(own: String?, key: String): String = replace(own ?? path_of(key), "+}", "}")

/// The user pools that decide, if such do.
fn pools_of(authorizer: RestAuthorizer?): Map<{ pool: AWS::Cognito::UserPool }>? = match authorizer {
  { user_pools } => user_pools
  _ => null
}

/// The function that decides, if one does.
fn decider_of(authorizer: RestAuthorizer?): Decider? = match authorizer {
  { function, headers, remember } => { function, headers, remember }
  _ => null
}

/// How API Gateway calls a function, without the end.
fn call_of(function_arn: String): String =
  "arn:${aws.partition}:apigateway:${aws.region}:lambda:path/2015-03-31/functions/${function_arn}"

/// A name as stage variables take it.
fn variable(name: String): String = replace(name, "-", "_")

/// What a definition says of its authorizer.
type Gate = {
  kind: "awsSigv4" | "cognito_user_pools" | "custom"
  pools: [String]
  headers: [String]
  remember: Int
}

/// What a definition says of a route. The host and the function's name are variables of the stage.
fn operation(key: String, route: Route, servers: Map<ApiServer>, functions_arn: String): Json = {
  responses: { "200": { description: "What the one asked answers" } }
  if length(names_in(path_of(key))) > 0: parameters: [for n in names_in(path_of(key)): {
    name: n
    in: "path"
    required: true
    schema: { type: "string" }
  }]
  if !route.open: security: [{ gate: route.scopes }]
  "x-amazon-apigateway-integration": match route.to {
    { server } as to => {
      type: "http_proxy"
      httpMethod: method_of(key)
      uri: join([
        servers[server].protocol
        "://\${stageVariables.server_${variable(server)}}"
        servers[server].path
        asked_path(to.path, key)
      ], "")
      passthroughBehavior: "when_no_match"
      if length(names_in(path_of(key))) > 0: requestParameters: {
        for n in names_in(path_of(key)): "integration.request.path.${n}" => "method.request.path.${n}"
      }
    }
    { function } => {
      type: "aws_proxy"
      httpMethod: "POST"   // Lambda is always called so
      uri: "${functions_arn}\${stageVariables.function_${variable(function)}}/invocations"
    }
  }
}

/// What a definition says of the request that browsers send first, without a token, to ask whether they may.
fn preflight(headers: Map<String>): Json = {
  responses: { "204": {
    description: "What pages of other sites may do"
    headers: { for header in keys(headers): header => { schema: { type: "string" } } }
  } }
  "x-amazon-apigateway-integration": {
    type: "mock"
    contentHandling: "CONVERT_TO_TEXT"
    passthroughBehavior: "never"
    requestTemplates: { "application/json": "{ \"statusCode\": 204 }" }
    responses: { default: {
      statusCode: "204"
      responseParameters: { for header, value in headers: "method.response.header.${header}" => "'${value}'" }
    } }
  }
}

/// What a definition says of the errors that API Gateway itself answers.
fn error_response(headers: Map<String>): Json = {
  responseParameters: { for header, value in headers: "gatewayresponse.header.${header}" => "'${value}'" }
}

/// A REST API's definition, as OpenAPI with API Gateway's extensions.
fn definition(
  title: String
  description: String?
  domain: String?
  binary_types: [String]
  routes: Map<Route>
  servers: Map<ApiServer>
  cors_headers: Map<String>
  preflight_headers: Map<String>
  gate: Gate?
  functions_arn: String
  pools_arn: String
): Json = {
  openapi: "3.0.1"
  info: {
    title
    version: "1"
    if description != null: description: description
  }
  // An import resets what it does not say.
  if domain != null: servers: [{
    url: "https://${domain}"
    "x-amazon-apigateway-endpoint-configuration": { disableExecuteApiEndpoint: true }
  }]
  if length(binary_types) > 0: "x-amazon-apigateway-binary-media-types": binary_types
  paths: { for path in unique([for key in keys(routes): path_of(key)]): path => {
    ...{
      for key, route in routes if path_of(key) == path:
        openapi_method(method_of(key)) => operation(key, route, servers, functions_arn)
    }
    if length(cors_headers) > 0 && !contains(routes, "OPTIONS ${path}"): options: preflight(preflight_headers)
  } }
  if gate != null: components: { securitySchemes: { gate: {
    type: "apiKey"
    name: "Authorization"
    in: "header"
    "x-amazon-apigateway-authtype": gate.kind
    if gate.kind == "cognito_user_pools": "x-amazon-apigateway-authorizer": {
      type: "cognito_user_pools"
      providerARNs: [for n in gate.pools: "${pools_arn}\${stageVariables.pool_${variable(n)}}"]
    }
    if gate.kind == "custom": "x-amazon-apigateway-authorizer": {
      type: "request"
      identitySource: join([for header in gate.headers: "method.request.header.${header}"], ",")
      authorizerUri: "${functions_arn}\${stageVariables.authorizer}/invocations"
      authorizerResultTtlInSeconds: gate.remember
    }
  } } }
  if length(cors_headers) > 0: "x-amazon-apigateway-gateway-responses": {
    DEFAULT_4XX: error_response(cors_headers)
    DEFAULT_5XX: error_response(cors_headers)
  }
}

/// What is written down about each request, as Json in one line.
let access_log_format = json({
  requestId: "$context.requestId"
  time: "$context.requestTime"
  method: "$context.httpMethod"
  path: "$context.path"
  status: "$context.status"
  latency: "$context.responseLatency"
  integrationLatency: "$context.integrationLatency"
  integrationError: "$context.integrationErrorMessage"
  authorizerError: "$context.authorizer.error"
  user: "$context.authorizer.claims.sub"
  ip: "$context.identity.sourceIp"
  userAgent: "$context.identity.userAgent"
  traceId: "$context.xrayTraceId"
})

/// The same for HTTP APIs, which know of other things.
let http_access_log_format = json({
  requestId: "$context.requestId"
  time: "$context.requestTime"
  route: "$context.routeKey"
  path: "$context.path"
  status: "$context.status"
  latency: "$context.responseLatency"
  integrationLatency: "$context.integrationLatency"
  integrationError: "$context.integrationErrorMessage"
  authorizerError: "$context.authorizer.error"
  user: "$context.authorizer.claims.sub"
  ip: "$context.identity.sourceIp"
  userAgent: "$context.identity.userAgent"
})

/// Lets API Gateway write logs in this account and region, which REST APIs need, once for all of them: put it into one
/// stack.
///
/// It stays when it is removed from its stack, as other APIs would be left without logs. CDK's RestApi makes one for
/// each API, and the last one deployed wins.
construct LoggingAccount {
  // API Gateway takes the role only if it may do all that this policy of AWS's says. It stays even if the deployment that
  // makes it fails: the account may name it by then, and it has no name that would be in the way of the next attempt.
  @on_delete("Retain")
  @on_replace("Retain")
  resource role = AWS::IAM::Role {
    Description: "API Gateway writes the logs of all REST APIs"
    AssumeRolePolicyDocument: policy([{
      actions: ["sts:AssumeRole"]
      principals: { services: ["apigateway.amazonaws.com"] }
    }])
    ManagedPolicyArns: ["arn:${aws.partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"]
  }

  @on_delete("Retain")
  @on_replace("Retain")
  resource account = AWS::ApiGateway::Account { CloudWatchRoleArn: role.Arn }

  /// The account's settings, for APIs to wait for.
  output account
}

/// A REST API: routes that servers and functions answer, after an authorizer has let the request through.
///
/// ```bat
/// resource api = RestApi {
///   name: "shop"
///   servers: { shop: { host: "origin.example.com" } }
///   authorizer: { user_pools: { customers } }
///   routes: {
///     "GET /health": { to: { server: "shop" }, open: true }
///     "ANY /{proxy+}": { to: { server: "shop" } }
///   }
/// }
/// ```
///
/// A stage serves the deployment that it names, and a deployment is a copy: what is changed afterwards is not served.
/// So the deployment is named after what it holds, by a hash, and is another resource when routes, CORS or authorizer
/// change; the stage goes on to it, and then the old one is deleted. What only CloudFormation knows (hosts, functions,
/// user pools) is no part of the copy but a variable of the stage, which follows at once. After an `override`, which
/// the hash does not see, change `revision`.
///
/// The routes are one definition, written here as OpenAPI, and not a resource for each method: CloudFormation deletes
/// resources after it has made others, so a route that is taken away would be in the new copy and be served on. It is,
/// with CDK's RestApi.
///
/// Decided here, and differently from what API Gateway or CDK do by default: a route without `open: true` has an
/// authorizer; the rate is limited, as one API can use up what the account has for all; requests are logged and traced;
/// errors that API Gateway itself answers have the headers of CORS, without which a page is told of no error but that
/// there was one; with a name of its own the API is not reached at any other.
construct RestApi {
  /// What it is called. Metrics are told apart by it, so give each API of a region another one.
  param name: String(/^[A-Za-z0-9_.-]{1,128}$/)
  /// What it is for.
  param description: String(..=1024)?
  /// The servers, by name.
  param servers: Map<ApiServer> = {}
  /// The functions, by name.
  param functions: Map<{ function: AWS::Lambda::Function }> = {}
  /// The routes: `"GET /events/{id}"`, `"ANY /{proxy+}"` for all below.
  param routes: Map<Route>
  /// Who decides on requests.
  param authorizer: RestAuthorizer?
  /// Which web pages may call from a browser: none when left out.
  param cors: ApiCors?
  /// A name of its own.
  param domain: ApiDomain?
  /// How many requests are let through.
  param throttle: Throttle = {}
  /// The stage's name, which callers see only when there is no `domain`.
  param stage_name: String(/^[A-Za-z0-9_]{1,128}$/) = "live"
  /// Kinds of content that are no text, such as `"image/*"`; they are passed on as they are.
  param binary_types: [String] = []
  /// The account's leave to write logs: a `LoggingAccount`. Left out when it is made somewhere else.
  param logging: { account: AWS::ApiGateway::Account }?
  /// How long requests are kept in the log.
  param log_retention: Duration = 30d
  /// Whether API Gateway also logs what went wrong in it.
  param error_log: Bool = true
  /// Whether requests are traced with X-Ray.
  param tracing: Bool = true
  /// Change it to deploy anew what is there.
  param revision: String = ""

  for key, route in routes {
    assert is_route(key), "`${key}` is not a route: write a method and a path, as in `\"GET /events/{id}\"`"
    assert route.open || authorizer != null, "`${key}` needs an `authorizer`: give the API one, or say `open: true`"
    assert server_of(route.to) == null || contains(servers, server_of(route.to) ?? ""),
      "`${key}` goes to the server `${server_of(route.to) ?? ""}`, which is not one of `servers`"
    assert function_of(route.to) == null || contains(functions, function_of(route.to) ?? ""),
      "`${key}` goes to the function `${function_of(route.to) ?? ""}`, which is not one of `functions`"
  }
  assert cors == null || length(cors.origins) == 1,
    "a REST API tells browsers one origin: give one in `cors.origins`, or use an `HttpApi`"

  let cors_headers: Map<String> = if cors == null then {} else {
    "Access-Control-Allow-Origin": cors.origins[0]
    if cors.credentials: "Access-Control-Allow-Credentials": "true"
    if length(cors.exposed_headers) > 0: "Access-Control-Expose-Headers": join(cors.exposed_headers, ",")
    if cors.origins[0] != "*": Vary: "Origin"
  }
  let preflight_headers: Map<String> = if cors == null then {} else {
    ...cors_headers
    "Access-Control-Allow-Methods": join(cors.methods, ",")
    "Access-Control-Allow-Headers": join(cors.headers, ",")
    "Access-Control-Max-Age": "${cors.max_age.seconds}"
  }
  let pools = pools_of(authorizer)
  let decider = decider_of(authorizer)
  let gate: Gate? = if authorizer == null then null else {
    kind: if authorizer == "iam" then "awsSigv4" else if pools != null then "cognito_user_pools" else "custom"
    pools: keys(pools ?? {})
    headers: decider?.headers ?? []
    remember: decider?.remember?.seconds ?? 0
  }
  // The definition, of which all is known but these ARNs.
  let content = hash({
    revision
    definition: definition(
      name
      description
      domain?.name
      binary_types
      routes
      servers
      cors_headers
      preflight_headers
      gate
      ""
      ""
    )
  })

  resource api = AWS::ApiGateway::RestApi {
    Name: name
    Description: description
    EndpointConfiguration: { Types: ["REGIONAL"] }
    DisableExecuteApiEndpoint: domain != null
    Mode: "overwrite"
    Body: definition(
      name
      description
      domain?.name
      binary_types
      routes
      servers
      cors_headers
      preflight_headers
      gate
      call_of("arn:${aws.partition}:lambda:${aws.region}:${aws.account_id}:function:")
      "arn:${aws.partition}:cognito-idp:${aws.region}:${aws.account_id}:userpool/"
    )
  }

  let base_arn = "arn:${aws.partition}:execute-api:${aws.region}:${aws.account_id}:${api.ref}"

  if decider != null {
    resource authorizer_permission = AWS::Lambda::Permission {
      FunctionName: decider.function.function.Arn
      Action: "lambda:InvokeFunction"
      Principal: "apigateway.amazonaws.com"
      SourceArn: "${base_arn}/authorizers/*"
    }
  }

  for function_name, f in functions {
    resource permission[function_name] = AWS::Lambda::Permission {
      FunctionName: f.function.Arn
      Action: "lambda:InvokeFunction"
      Principal: "apigateway.amazonaws.com"
      SourceArn: "${base_arn}/*/*/*"
    }
  }

  resource log = LogGroup { retention: log_retention, on_delete: "Delete" }

  for id in [content] {
    resource deployment[id] = AWS::ApiGateway::Deployment {
      RestApiId: api
      Description: "Definition ${id}"
    }
  }

  @depends_on(logging?.account)
  resource stage_of_api = AWS::ApiGateway::Stage {
    RestApiId: api
    StageName: stage_name
    DeploymentId: deployment[content].ref
    Variables: {
      ...{ for n, s in servers: "server_${variable(n)}" => s.host }
      ...{ for n, f in functions: "function_${variable(n)}" => f.function.ref }
      ...{ for n, p in pools ?? {}: "pool_${variable(n)}" => p.pool.ref }
      if decider != null: authorizer: decider.function.function.ref
    }
    TracingEnabled: tracing
    AccessLogSetting: {
      DestinationArn: "arn:${aws.partition}:logs:${aws.region}:${aws.account_id}:log-group:${log.name}"
      Format: access_log_format
    }
    MethodSettings: [
      {
        HttpMethod: "*"
        ResourcePath: "/*"
        ThrottlingRateLimit: throttle.rate
        ThrottlingBurstLimit: throttle.burst
        MetricsEnabled: true
        LoggingLevel: if error_log then "ERROR" else "OFF"
        DataTraceEnabled: false   // what is sent does not belong into logs
      }
      ...[for key, route in routes if route.throttle != null: {
        HttpMethod: if method_of(key) == "ANY" then "*" else method_of(key)
        ResourcePath: "/${replace(path_of(key), "/", "~1")}"
        ThrottlingRateLimit: route.throttle?.rate
        ThrottlingBurstLimit: route.throttle?.burst
        MetricsEnabled: true
        LoggingLevel: if error_log then "ERROR" else "OFF"
        DataTraceEnabled: false
      }]
    ]
  }

  if domain != null {
    resource own_name = AWS::ApiGateway::DomainName {
      DomainName: domain.name
      RegionalCertificateArn: domain.certificate.certificate.ref
      EndpointConfiguration: { Types: ["REGIONAL"] }
      SecurityPolicy: "TLS_1_2"
    }

    resource mapping = AWS::ApiGateway::BasePathMapping {
      DomainName: own_name.ref
      BasePath: domain.base_path
      RestApiId: api
      Stage: stage_of_api.ref
    }

    if domain.zone != null {
      resource record = AliasRecord {
        name: domain.name
        zone: domain.zone
        target: { domain: own_name.RegionalDomainName, zone_id: own_name.RegionalHostedZoneId }
      }
    }
  }

  /// The API itself.
  output api
  /// Its identifier.
  output id: String = api.ref
  /// Its stage.
  output stage = stage_of_api
  /// The stage's ARN, which a web ACL of WAF takes.
  output stage_arn: String =
    "arn:${aws.partition}:apigateway:${aws.region}::/restapis/${api.ref}/stages/${stage_of_api.ref}"
  /// Where it is reached.
  output url: String = if domain != null then "https://${domain.name}/${domain.base_path ?? ""}"
    else "https://${api.ref}.execute-api.${aws.region}.${aws.url_suffix}/${stage_of_api.ref}/"
  /// What names for it stand for.
  output alias_target: AliasTarget? = if own_name == null then null
    else { domain: own_name.RegionalDomainName, zone_id: own_name.RegionalHostedZoneId }
  /// Its log of requests.
  output log
  /// Lets a role call it, where IAM decides.
  output call: [Statement] = [{
    actions: ["execute-api:Invoke"]
    resources: ["${base_arn}/${stage_name}/*"]
    reason: "all methods and paths of this one API"
  }]
  /// How many requests it got.
  output metric_requests = metric(stage_of_api, "Count", { ApiName: name })
  /// How many it, or what is behind it, could not answer.
  output metric_5xx = metric(stage_of_api, "5XXError", { ApiName: name })
  /// How many it refused.
  output metric_4xx = metric(stage_of_api, "4XXError", { ApiName: name })
  /// How long an answer took, in milliseconds.
  output metric_latency = metric(stage_of_api, "Latency", { ApiName: name })
}

/// Who decides on an HTTP API's requests: tokens of an issuer, or a function.
type HttpAuthorizer = {
  /// Who issues the tokens: `users.issuer`.
  issuer: String
  /// For whom they are: the clients' identifiers.
  audience: [String]
} | Decider

/// The tokens that decide, if such do.
fn tokens_of(authorizer: HttpAuthorizer?): { issuer: String, audience: [String] }? = match authorizer {
  { issuer, audience } => { issuer, audience }
  _ => null
}

/// The function that decides on an HTTP API, if one does.
fn http_decider_of(authorizer: HttpAuthorizer?): Decider? = match authorizer {
  { function, headers, remember } => { function, headers, remember }
  _ => null
}

/// An HTTP API: what a REST API does for a third of the price and in less time, without web ACLs, request validation,
/// keys for callers, and traces.
///
/// ```bat
/// resource api = HttpApi {
///   name: "shop"
///   functions: { orders }
///   authorizer: { issuer: users.issuer, audience: [users.client_ids["web"]] }
///   routes: { "ANY /orders/{proxy+}": { to: { function: "orders" } } }
/// }
/// ```
///
/// Decided here, and differently from what API Gateway or CDK do by default: a route without `open: true` has an
/// authorizer; the rate is limited; requests are logged, and the log forgets; each route has metrics; with a name of
/// its own the API is not reached at any other. What changes is deployed at once.
construct HttpApi {
  /// What it is called.
  param name: String(1..=128)
  /// What it is for.
  param description: String(..=1024)?
  /// The servers, by name.
  param servers: Map<ApiServer> = {}
  /// The functions, by name.
  param functions: Map<{ function: AWS::Lambda::Function }> = {}
  /// The routes: `"GET /events/{id}"`, `"ANY /{proxy+}"` for all below.
  param routes: Map<Route>
  /// Who decides on requests.
  param authorizer: HttpAuthorizer?
  /// Which web pages may call from a browser: none when left out.
  param cors: ApiCors?
  /// A name of its own.
  param domain: ApiDomain?
  /// How many requests are let through.
  param throttle: Throttle = {}
  /// How long requests are kept in the log.
  param log_retention: Duration = 30d

  for key, route in routes {
    assert is_route(key), "`${key}` is not a route: write a method and a path, as in `\"GET /events/{id}\"`"
    assert route.open || authorizer != null, "`${key}` needs an `authorizer`: give the API one, or say `open: true`"
    assert server_of(route.to) == null || contains(servers, server_of(route.to) ?? ""),
      "`${key}` goes to the server `${server_of(route.to) ?? ""}`, which is not one of `servers`"
    assert function_of(route.to) == null || contains(functions, function_of(route.to) ?? ""),
      "`${key}` goes to the function `${function_of(route.to) ?? ""}`, which is not one of `functions`"
  }
  assert cors == null || !cors.credentials || !contains(cors.origins, "*"),
    "browsers send cookies only to pages that are named: say which `origins`"

  let tokens = tokens_of(authorizer)
  let decider = http_decider_of(authorizer)
  let own_throttles = { for key, r in routes if r.throttle != null: key => r.throttle }

  resource api = AWS::ApiGatewayV2::Api {
    Name: name
    Description: description
    ProtocolType: "HTTP"
    DisableExecuteApiEndpoint: domain != null
    CorsConfiguration: if cors == null then null else {
      AllowOrigins: cors.origins
      AllowMethods: cors.methods
      AllowHeaders: cors.headers
      ExposeHeaders: if length(cors.exposed_headers) == 0 then null else cors.exposed_headers
      AllowCredentials: cors.credentials
      MaxAge: cors.max_age.seconds
    }
  }

  let base_arn = "arn:${aws.partition}:execute-api:${aws.region}:${aws.account_id}:${api.ref}"

  if authorizer != null {
    resource gate = AWS::ApiGatewayV2::Authorizer {
      ApiId: api
      Name: "authorizer"
      AuthorizerType: if tokens == null then "REQUEST" else "JWT"
      IdentitySource: if decider == null then ["$request.header.Authorization"]
        else [for header in decider.headers: "$request.header.${header}"]
      JwtConfiguration: if tokens == null then null else { Issuer: tokens.issuer, Audience: tokens.audience }
      AuthorizerUri: if decider == null then null else "${call_of(decider.function.function.Arn)}/invocations"
      AuthorizerPayloadFormatVersion: if decider == null then null else "2.0"
      AuthorizerResultTtlInSeconds: decider?.remember?.seconds
      EnableSimpleResponses: if decider == null then null else true
    }
  }

  if decider != null {
    resource authorizer_permission = AWS::Lambda::Permission {
      FunctionName: decider.function.function.Arn
      Action: "lambda:InvokeFunction"
      Principal: "apigateway.amazonaws.com"
      SourceArn: "${base_arn}/authorizers/*"
    }
  }

  for function_name, f in functions {
    resource permission[function_name] = AWS::Lambda::Permission {
      FunctionName: f.function.Arn
      Action: "lambda:InvokeFunction"
      Principal: "apigateway.amazonaws.com"
      SourceArn: "${base_arn}/*/*"
    }
  }

  for key, r in routes {
    resource integration[key] = AWS::ApiGatewayV2::Integration {
      ApiId: api
      IntegrationType: if server_of(r.to) == null then "AWS_PROXY" else "HTTP_PROXY"
      IntegrationMethod: if server_of(r.to) == null then null else method_of(key)
      PayloadFormatVersion: if server_of(r.to) == null then "2.0" else "1.0"
      IntegrationUri: match r.to {
        { server } as to =>
          "${servers[server].protocol}://${servers[server].host}${servers[server].path}${asked_path(to.path, key)}"
        { function } => "${functions[function].function.Arn}"
      }
    }

    resource route[key] = AWS::ApiGatewayV2::Route {
      ApiId: api
      RouteKey: key
      Target: "integrations/${integration[key].ref}"
      AuthorizationType: if r.open then "NONE" else if tokens == null then "CUSTOM" else "JWT"
      AuthorizerId: if r.open then null else gate?.ref
      AuthorizationScopes: if r.open || length(r.scopes) == 0 then null else r.scopes
    }
  }

  resource log = LogGroup { retention: log_retention, on_delete: "Delete" }

  @depends_on(route)   // of which it may set the throttle
  resource stage_of_api = AWS::ApiGatewayV2::Stage {
    ApiId: api.ref
    StageName: "$default"
    AutoDeploy: true
    AccessLogSettings: {
      DestinationArn: "arn:${aws.partition}:logs:${aws.region}:${aws.account_id}:log-group:${log.name}"
      Format: http_access_log_format
    }
    DefaultRouteSettings: {
      DetailedMetricsEnabled: true
      ThrottlingRateLimit: throttle.rate
      ThrottlingBurstLimit: throttle.burst
    }
    RouteSettings: if length(own_throttles) == 0 then null else { for key, t in own_throttles: key => {
      DetailedMetricsEnabled: true
      ThrottlingRateLimit: t.rate
      ThrottlingBurstLimit: t.burst
    } }
  }

  if domain != null {
    resource own_name = AWS::ApiGatewayV2::DomainName {
      DomainName: domain.name
      DomainNameConfigurations: [{
        CertificateArn: domain.certificate.certificate.ref
        EndpointType: "REGIONAL"
        SecurityPolicy: "TLS_1_2"
      }]
    }

    resource mapping = AWS::ApiGatewayV2::ApiMapping {
      DomainName: own_name.ref
      ApiMappingKey: domain.base_path
      ApiId: api
      Stage: stage_of_api.ref
    }

    if domain.zone != null {
      resource record = AliasRecord {
        name: domain.name
        zone: domain.zone
        target: { domain: own_name.RegionalDomainName, zone_id: own_name.RegionalHostedZoneId }
      }
    }
  }

  /// The API itself.
  output api
  /// Its identifier.
  output id: String = api.ref
  /// Its stage.
  output stage = stage_of_api
  /// Where it is reached.
  output url: String =
    if domain != null then "https://${domain.name}/${domain.base_path ?? ""}" else "${api.ApiEndpoint}/"
  /// What names for it stand for.
  output alias_target: AliasTarget? = if own_name == null then null
    else { domain: own_name.RegionalDomainName, zone_id: own_name.RegionalHostedZoneId }
  /// Its log of requests.
  output log
  /// How many requests it got.
  output metric_requests = metric(stage_of_api, "Count", { ApiId: api.ref })
  /// How many it, or what is behind it, could not answer.
  output metric_5xx = metric(stage_of_api, "5xx", { ApiId: api.ref })
  /// How many it refused.
  output metric_4xx = metric(stage_of_api, "4xx", { ApiId: api.ref })
  /// How long an answer took, in milliseconds.
  output metric_latency = metric(stage_of_api, "Latency", { ApiId: api.ref })
}
