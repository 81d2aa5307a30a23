/// Standard alarms of a database, a cache and a distribution.
use std.alarms.{AuroraAlarms, DistributionAlarms, PostgresAlarms, RedisAlarms}

stack Stores {
  existing instance = AWS::RDS::DBInstance { DBInstanceIdentifier: "shop" }
  existing group = AWS::ElastiCache::ReplicationGroup { ReplicationGroupId: "sessions" }
  resource topic = AWS::SNS::Topic { DisplayName: "alarms" }

  resource postgres = PostgresAlarms {
    postgres: { instance }
    name: "PostgreSQL"
    class: "db.t4g.small"
    max_connections: 200
    topics: [{ topic }]
  }
  existing cluster = AWS::RDS::DBCluster { DBClusterIdentifier: "orders" }
  resource aurora = AuroraAlarms { aurora: { cluster }, name: "Aurora", max_connections: 500, serverless: true }
  resource redis = RedisAlarms { redis: { group }, nodes: 2, name: "Redis", topics: [{ topic }] }

  output alarms = [...postgres.all, ...redis.all]
  output count = length([...postgres.all, ...redis.all, ...aurora.all])
}

stack Edge {
  settings { region: "us-east-1" }
  existing distribution = AWS::CloudFront::Distribution { Id: "E1ABCDEFGHIJKL" }
  resource site = DistributionAlarms { distribution: { distribution }, name: "Site" }
}

app Shop {
  stack stores = Stores {}
  stack edge = Edge {}
}

env production = Shop { region: "eu-central-1" }
