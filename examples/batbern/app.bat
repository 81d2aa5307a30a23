/// BATbern: the platform of a conference, once for each environment in envs/.
use std.policy
use "./api_gateway.bat".{ApiGateway}
use "./cicd.bat".{Cicd}
use "./cognito.bat".{Cognito}
use "./database.bat".{Database}
use "./dns.bat".{Dns}
use "./frontend.bat".{Frontend}
use "./mail.bat".{Mails}
use "./monitoring.bat".{EdgeMonitoring, Monitoring}
use "./network.bat".{Network}
use "./secrets.bat".{Secrets}
use "./services.bat".{Microservices}
use "./settings.bat".{
  BucketSettings
  CacheSettings
  DatabaseSettings
  DeliverySettings
  NetworkSettings
  ServiceSettings
  WebSettings
}
use "./storage.bat".{Storage}

app BATbern {
  /// The network.
  param network: NetworkSettings
  /// PostgreSQL.
  param database: DatabaseSettings
  /// Redis.
  param cache: CacheSettings
  /// Files.
  param buckets: BucketSettings
  /// The services.
  param services: ServiceSettings
  /// Where the code comes from.
  param delivery: DeliverySettings
  /// Who is told when something is wrong; nobody, when left out.
  param alarms_to: Email?
  /// Where the platform is reached; left out where nothing is served to the world.
  param web: WebSettings?
  /// Settings of the services that are not secret, by name.
  param parameters: Map<String> = {}
  /// Who pays.
  param cost_center: "Engineering" | "Operations"
  /// What the environment's data is subject to.
  param compliance: String?

  tags {
    Project: "BATbern"
    Environment: env.name
    ManagedBy: "batc"
    CostCenter: cost_center
    Compliance: compliance
  }

  assert services.min <= services.tasks && services.tasks <= services.max,
    "${services.tasks} tasks are not between ${services.min} and ${services.max}"

  stack net = Network { sizing: network, web }

  stack secrets = Secrets {
    parameters
    // Without the key, the snapshot that stays could not be read.
    on_delete: if database.on_delete == "Delete" then "Delete" else "Retain"
  }

  stack db = Database {
    sizing: database
    cache
    vpc: net.vpc
    application_group: net.application
    database_group: net.database
    cache_group: net.cache
    key: secrets.key
    redis_token: secrets.redis_token
  }

  stack storage = Storage { sizing: buckets, web }

  stack cognito = Cognito {
    web
    deletion_protection: database.deletion_protection
    on_delete: if database.on_delete == "Delete" then "Delete" else "Retain"
  }

  stack mails = Mails {}

  stack cicd = Cicd {
    delivery
    on_delete: buckets.on_delete
    publish_site: frontend?.deploy_site
  }

  // What faces the world, where there is a world to face.
  if web != null {
    stack dns = Dns { web }

    if net.api_certificate != null {
      stack microservices = Microservices {
        sizing: services
        web
        vpc: net.vpc
        application: net.application
        api_certificate: net.api_certificate
        repositories: cicd.repository
        key: secrets.key
        jwt_key: secrets.jwt_key
        parameters: secrets.parameter
        postgres: db.postgres
        proxy: db.proxy
        redis: db.redis
        content: storage.content
        logs: storage.logs
        users: cognito.users
      }

      stack api = ApiGateway { web, certificate: net.api_certificate, users: cognito.users }
    }

    stack frontend = Frontend {
      web
      sizing: buckets
      certificate: dns.certificate
      logs: storage.logs
      content: storage.content
      content_domain: storage.content_domain
      sign_in: cognito.users.page_host
    }
  }

  // What watches all of this, here and, for CloudFront, in us-east-1.
  stack monitoring = Monitoring {
    alarms_to
    database
    cache
    sizing: services
    vpc: net.vpc
    postgres: db.postgres
    proxy: db.proxy
    redis: db.redis
    users: cognito.users
    content: storage.cdn
    services: microservices?.service
    balancers: microservices?.balancer
    api: api?.api
    api_certificate: net.api_certificate
  }

  stack edge_monitoring = EdgeMonitoring {
    alarms_to
    content: storage.cdn
    site: frontend?.site
    site_certificate: dns?.certificate
  }
}
