/// Standard alarms of what serves requests and does work: whatever has the outputs that they watch.
use std.alarms.{
  ApiAlarms
  BucketAlarms
  CertificateAlarms
  FunctionAlarms
  LoadBalancerAlarms
  NatAlarms
  ProxyAlarms
  QueueAlarms
  ServiceAlarms
  TableAlarms
  TaskAlarms
  TopicAlarms
  UserPoolAlarms
}
use std.api.{HttpApi}
use std.dns.{Certificate}
use std.lambda.{LambdaFunction}
use std.messaging.{Queue, Topic}
use std.monitoring.{Metric}
use std.storage.{Bucket}

stack Work {
  resource topic = Topic {}
  resource queue = Queue {}
  resource function = LambdaFunction { code: { inline: "def handler(event, context): pass" }, runtime: "python3.13", description: "works", timeout: 30s }
  resource api = HttpApi { name: "shop", servers: { origin: { host: "origin.example.com" } }, routes: { "GET /": { to: { server: "origin" }, open: true } } }
  resource bucket = Bucket {}
  resource certificate = Certificate { domain: "shop.example.com", zone: { id: "Z0123456789ABC", name: "example.com" } }
  existing proxy = AWS::RDS::DBProxy { DBProxyName: "shop" }
  existing nat_a = AWS::EC2::NatGateway { NatGatewayId: "nat-0123456789abcdef0" }
  existing nat_b = AWS::EC2::NatGateway { NatGatewayId: "nat-0123456789abcdef1" }
  existing table = AWS::DynamoDB::Table { TableName: "orders" }

  let told = [{ topic: topic.topic }]
  let own: Metric = { namespace: "Shop", name: "own", dimensions: { Service: "orders" } }

  resource api_alarms = ApiAlarms { api, name: "API", topics: told }
  resource function_alarms = FunctionAlarms { function, name: "Worker", timeout: 30s, topics: told }
  resource queue_alarms = QueueAlarms { queue, name: "Orders", oldest: 10min, topics: told }
  resource topic_alarms = TopicAlarms { topic, name: "News" }
  resource bucket_alarms = BucketAlarms { bucket, name: "Files", size: 100GiB }
  resource certificate_alarms = CertificateAlarms { certificate, name: "Shop" }
  resource proxy_alarms = ProxyAlarms { proxy: { proxy }, name: "Proxy" }
  resource nat_alarms = NatAlarms { nat: { a: nat_a, b: nat_b }, name: "NAT" }
  resource table_alarms = TableAlarms { table: { table }, name: "Orders" }
  resource task_alarms = TaskAlarms { task: { metric_failed: own }, name: "Cleaner" }
  resource user_alarms = UserPoolAlarms { users: { metrics_throttled: { web: own } }, name: "Users" }
  resource balancer_alarms = LoadBalancerAlarms {
    balancer: { metric_requests: own, metric_5xx: own, metric_target_5xx: own, metric_connection_errors: own }
    name: "Load balancer"
  }
  // Without a load balancer.
  resource worker_alarms = ServiceAlarms {
    service: { metric_cpu: own, metric_memory: own, metric_tasks: own }
    name: "Worker"
  }
  // With one.
  resource service_alarms = ServiceAlarms {
    service: {
      metric_cpu: own
      metric_memory: own
      metric_tasks: own
      metric_requests: own
      metric_5xx: own
      metric_response_time: own
      metrics_unhealthy: { blue: own, green: own }
    }
    name: "Shop"
    least: 2
  }
}

app Shop {
  stack work = Work {}
}

env production = Shop { region: "eu-central-1" }
