/// The services: one cluster, a load balancer before each of them, and names by which they find each other.
use std.compute.{Cluster, FargateService}
use std.database.{Postgres, Proxy, Redis}
use std.dns.{Certificate}
use std.identity.{UserPool}
use std.load_balancing.{LoadBalancer}
use std.network.{SecurityGroup, Vpc}
use std.secrets.{GeneratedSecret, Key, Parameter}
use std.storage.{Bucket, Repository}
use "./settings.bat".{ServiceSettings, WebSettings, services_domain}

/// What one service needs beyond what they all have.
type Needs = {
  /// Whether the internet reaches it.
  public: Bool = false
  /// Whether it works with PostgreSQL and Redis.
  data: Bool = true
  /// Whether it keeps files: logos, portraits, slides.
  files: Bool = false
}

/// The six services, by name.
let all: Map<Needs> = {
  "api-gateway": { public: true, data: false }
  "event-management": { files: true }
  "speaker-coordination": { files: true }
  "partner-coordination": {}
  "attendee-experience": {}
  "company-management": { files: true }
}

/// A name as environment variables have it: `EVENT_MANAGEMENT`.
fn variable(name: String): String = upper(replace(name, "-", "_"))

/// Cluster, six services on Fargate, load balancers, names, and scaling
stack Microservices {
  param sizing: ServiceSettings
  param web: WebSettings
  param vpc: Vpc
  /// The group that databases let in.
  param application: SecurityGroup
  /// The certificate of the API, and of the name under which the load balancer of api-gateway stands behind it.
  param api_certificate: Certificate
  /// The services' images, by the services' names.
  param repositories: Map<Repository>
  param key: Key
  param jwt_key: GeneratedSecret
  /// Settings that are not secret, by name.
  param parameters: Map<Parameter>
  param postgres: Postgres
  /// Where the services reach PostgreSQL.
  param proxy: Proxy
  param redis: Redis
  param content: Bucket
  param logs: Bucket
  /// Whose tokens the services believe.
  param users: UserPool

  tags { Component: "Microservices" }

  // A domain of the platform's own, so that public certificates can be had for names that only the VPC knows.
  let domain = "internal.${web.zone.name}"

  @allow("checkov:CKV_AWS_158", reason: "what was typed into containers; CloudWatch encrypts the log by itself")
  resource cluster = Cluster { vpc, domain }

  for name, needs in all {
    resource certificate[name] = Certificate { domain: "${name}.${domain}", zone: web.zone }

    @allow("checkov:CKV_AWS_260", reason: "port 80 sends everybody to HTTPS, and serves nothing")
    resource balancer[name] = LoadBalancer {
      vpc
      subnets: if needs.public then vpc.subnets.public else vpc.subnets.private
      internal: !needs.public
      clients: if needs.public then { internet: { cidr: "0.0.0.0/0" } } else { services: { group: application } }
      certificate: if needs.public then api_certificate else certificate[name]
      other_certificates: if needs.public then { services: certificate[name] } else {}
      domain: if needs.public then { name: services_domain(web), zone: web.zone } else null
      access_logs: { bucket: logs, prefix: "load-balancers/${name}" }
    }

    @allow("checkov:CKV_AWS_158", reason: "CloudWatch encrypts the logs by itself; they are kept for 30 days")
    resource service[name] = FargateService {
      cluster
      vpc
      subnets: vpc.subnets.private
      security_groups: [application]
      container: {
        name
        image: "${repositories[name].uri}:${sizing.version}"
        cpu: sizing.cpu
        memory: sizing.memory
        port: 8080
        // Java takes its time to start, and unpacks into /tmp.
        check: {
          command: ["CMD-SHELL", "curl -fsS http://localhost:8080/actuator/health || exit 1"]
          start_period: 2min
        }
        writable: { "/tmp": 128MiB }
        environment: {
          SPRING_PROFILES_ACTIVE: env.name
          JWT_ISSUER: users.issuer
          OTEL_SERVICE_NAME: name
          OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318"
          ...{ for other, _ in all if other != name: "${variable(other)}_URL" => "https://${other}.${domain}" }
          ...if needs.data then {
            DB_HOST: proxy.host
            DB_PORT: proxy.port
            DB_NAME: postgres.database
            // Where the driver looks again when the password has been changed.
            DB_SECRET_ARN: postgres.secret_arn
            REDIS_HOST: redis.host
            REDIS_PORT: redis.port
          } else {}
          if needs.files: CONTENT_BUCKET: content.name
        }
        secrets: {
          JWT_KEY: secret(jwt_key.secret)
          ...if needs.data then {
            DB_USERNAME: secret(proxy.secret, key: "username")
            DB_PASSWORD: secret(proxy.secret, key: "password")
            REDIS_TOKEN: secret(redis.secret)
          } else {}
        }
        parameters: { for setting, parameter in parameters: variable(setting) => parameter }
      }
      statements: [
        ...if needs.data then proxy.read_secret else []
        ...if needs.files then [...content.read, ...content.write] else []
      ]
      start_statements: [...key.decrypt, ...repositories[name].pull]
      load_balancer: balancer[name]
      route: { health_path: "/actuator/health" }
      grace: 2min
      tasks: sizing.tasks
      scaling: {
        min: sizing.min
        max: sizing.max
        cpu: sizing.cpu_target
        memory: sizing.cpu_target + 10
        scale_out_cooldown: 60s
        scale_in_cooldown: 60s
      }
      blue_green: if sizing.blue_green then {} else null
    }
  }

  output cluster
  output balancer
  output service

  /// Where the API's own servers are reached
  output url = balancer["api-gateway"].url
}
