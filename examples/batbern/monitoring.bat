/// What people look at, and what wakes them.
use std.alarms.{
  ApiAlarms
  CertificateAlarms
  DistributionAlarms
  LoadBalancerAlarms
  NatAlarms
  PostgresAlarms
  ProxyAlarms
  RedisAlarms
  ServiceAlarms
  UserPoolAlarms
}
use std.api.{RestApi}
use std.cdn.{Distribution, SpaSite}
use std.compute.{FargateService}
use std.database.{Postgres, Proxy, Redis}
use std.dns.{Certificate}
use std.identity.{UserPool}
use std.load_balancing.{LoadBalancer}
use std.messaging.{Topic, statements_for_services}
use std.monitoring.{CompositeAlarm, Dashboard, LogMetric, Metric, highest, per_cent}
use std.network.{Vpc}
use std.secrets.{Key}
use "./settings.bat".{CacheSettings, DatabaseSettings, ServiceSettings}

/// A topic that alarms can be sent to: CloudWatch may use its key, and somebody reads it.
construct Messages {
  /// Who reads them.
  param email: Email

  resource key = Key {
    description: "Messages of alarms of BATbern ${env.name}"
    statements: statements_for_services(["cloudwatch.amazonaws.com"], aws.account_id)
    on_delete: "Delete"   // nothing that it encrypted is kept
  }

  resource topic = Topic {
    display_name: "BATbern ${env.name}"
    key
    publishers: ["cloudwatch.amazonaws.com"]
    subscriptions: { people: { to: { email } } }
  }

  output destination = topic.topic
}

/// Alarms, a dashboard, and the errors that services log
stack Monitoring {
  /// Who is told; nobody, when left out.
  param alarms_to: Email?
  param database: DatabaseSettings
  param cache: CacheSettings
  param sizing: ServiceSettings
  param vpc: Vpc
  param postgres: Postgres
  param proxy: Proxy
  param redis: Redis
  param users: UserPool
  param content: Distribution
  /// What serves the world, where something does.
  param services: Map<FargateService>?
  param balancers: Map<LoadBalancer>?
  param api: RestApi?
  param api_certificate: Certificate?

  tags { Component: "Monitoring" }

  if alarms_to != null {
    resource messages = Messages { email: alarms_to }
  }
  let topics = [if messages != null: { topic: messages.destination }]

  resource postgres_alarms = PostgresAlarms {
    postgres
    name: "PostgreSQL of ${env.name}"
    class: database.class
    max_connections: database.max_connections
    topics
  }
  resource proxy_alarms = ProxyAlarms { proxy, name: "PostgreSQL's proxy of ${env.name}", topics }
  resource redis_alarms = RedisAlarms { redis, nodes: cache.nodes, name: "Redis of ${env.name}", topics }
  resource user_alarms = UserPoolAlarms { users, name: "Users of ${env.name}", topics }
  if length(keys(vpc.nat)) > 0 {
    resource nat_alarms = NatAlarms { nat: vpc.nat, name: "Way out of ${env.name}", topics }
  }

  // The alarms of a service say what is wrong; one that any of them rings says that something is.
  if services != null {
    for name, service in services {
      resource service_alarms[name] = ServiceAlarms { service, name: "${name} of ${env.name}", least: sizing.min }

      resource trouble[name] = CompositeAlarm {
        of: service_alarms[name].all
        description: "${name} of ${env.name}: one of its alarms rings, see the dashboard BATbern-${env.name}"
        topics
      }

      // What Spring writes at the level ERROR.
      resource logged_errors[name] = LogMetric {
        group: service.task.log
        pattern: "ERROR"
        namespace: "BATbern/${env.name}"
        name: "errors-${name}"
      }
    }
  }
  if balancers != null {
    // The one that the internet reaches. The others are watched by their services.
    resource entrance_alarms = LoadBalancerAlarms {
      balancer: balancers["api-gateway"]
      name: "Entrance of ${env.name}"
      topics
    }
  }
  if api != null {
    resource api_alarms = ApiAlarms { api, name: "API of ${env.name}", topics }
  }
  if api_certificate != null {
    resource api_certificate_alarms = CertificateAlarms {
      certificate: api_certificate
      name: "API of ${env.name}"
      topics
    }
  }

  let hits: Map<Metric> = { hits: redis.metric_hits, misses: redis.metric_misses }

  resource dashboard = Dashboard {
    name: "BATbern-${env.name}"
    rows: [
      [{
        text: "# BATbern ${env.name}\n\nFrom the outside to the inside: what people meet, the services, what these remember."
      }]
      [
        {
          title: "PostgreSQL, its proxy, Redis"
          alarms: [...postgres_alarms.all, ...proxy_alarms.all, ...redis_alarms.all]
        }
        if services != null: { title: "Services", alarms: values(trouble) }
        {
          title: "Entrance, users, way out"
          alarms: [
            ...user_alarms.all
            ...nat_alarms?.all ?? []
            ...entrance_alarms?.all ?? []
            ...api_alarms?.all ?? []
            ...api_certificate_alarms?.all ?? []
          ]
        }
      ]
      if api != null: [
        {
          title: "API: requests"
          graph: { requests: api.metric_requests, "errors of clients": api.metric_4xx, errors: api.metric_5xx }
        }
        {
          title: "API: errors, per cent"
          graph: { errors: per_cent(api.metric_5xx, api.metric_requests) }
          limits: { alarm: 5 }
        }
        {
          title: "API: time, ms"
          graph: { average: api.metric_latency, "slowest of 20": { ...api.metric_latency, statistic: "p95" } }
        }
      ]
      [
        { title: "Content: requests", graph: { requests: content.metric_requests } }
        {
          title: "Content: errors, per cent"
          graph: { clients: content.metric_4xx_rate, origin: content.metric_5xx_rate }
          limits: { alarm: 5 }
        }
      ]
      if services != null: [
        {
          title: "Services: processor, per cent"
          graph: { for name, s in services: name => s.metric_cpu }
          limits: { aim: float(sizing.cpu_target), alarm: 90 }
          max: 100
        }
        {
          title: "Services: memory, per cent"
          graph: { for name, s in services: name => s.metric_memory }
          limits: { alarm: 90 }
          max: 100
        }
        { title: "Services: tasks", graph: { for name, s in services: name => s.metric_tasks } }
        { title: "Services: errors logged", graph: { for name, m in logged_errors: name => m.metric_count } }
      ]
      if services != null: [{
        title: "The last errors that services logged"
        query: "fields @timestamp, @log, @message | filter @message like /ERROR/ | sort @timestamp desc | limit 50"
        groups: [for s in values(services): s.task.log]
      }]
      [
        {
          title: "PostgreSQL: processor, per cent"
          graph: { processor: postgres.metric_cpu }
          limits: { alarm: 80 }
          max: 100
        }
        {
          title: "PostgreSQL: connections"
          graph: { "of the database": postgres.metric_connections, "of services": proxy.metric_clients }
          limits: { alarm: 0.8 * float(database.max_connections) }
        }
        {
          title: "PostgreSQL: time of a read and a write, s"
          graph: { read: postgres.metric_read_latency, write: postgres.metric_write_latency }
        }
        {
          title: "PostgreSQL: free storage and memory, bytes"
          graph: { storage: postgres.metric_free_storage }
          right: { memory: postgres.metric_free_memory }
        }
      ]
      [
        {
          title: "Redis: processor, per cent"
          graph: { highest: highest(redis.node_metric_cpu) }
          limits: { alarm: 80 }
          max: 100
        }
        {
          title: "Redis: memory, per cent"
          graph: { highest: highest(redis.node_metric_memory) }
          limits: { alarm: 80 }
          max: 100
        }
        {
          title: "Redis: found, per cent"
          graph: { found: { expression: "100 * {hits} / ({hits} + {misses})", metrics: hits } }
          max: 100
        }
        {
          title: "Redis: connections, and what was thrown out"
          graph: { connections: redis.metric_connections }
          right: { "thrown out": redis.metric_evictions }
        }
      ]
    ]
  }

  /// The dashboard's name
  output dashboard_name = dashboard.name
}

/// Alarms on what CloudFront publishes, which it does here only
stack EdgeMonitoring {
  /// Who is told; nobody, when left out.
  param alarms_to: Email?
  param content: Distribution
  param site: SpaSite?
  param site_certificate: Certificate?

  settings { region: "us-east-1" }

  tags { Component: "Monitoring" }

  if alarms_to != null {
    resource messages = Messages { email: alarms_to }
  }
  let topics = [if messages != null: { topic: messages.destination }]

  resource content_alarms = DistributionAlarms { distribution: content, name: "Content of ${env.name}", topics }
  if site != null {
    resource site_alarms = DistributionAlarms { distribution: site, name: "Web site of ${env.name}", topics }
  }
  if site_certificate != null {
    resource certificate_alarms = CertificateAlarms {
      certificate: site_certificate
      name: "Web site of ${env.name}"
      topics
    }
  }
}
