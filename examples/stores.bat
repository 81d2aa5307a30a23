/// Databases of three kinds, and what watches them.
use std.alarms.{AuroraAlarms, BucketAlarms, TableAlarms}
use std.aurora.{Aurora}
use std.database.{Postgres, PostgresReplica}
use std.dynamodb.{Table}
use std.iam.{ManagedPolicy}
use std.network.{SecurityGroup, Vpc}
use std.storage.{Bucket}

/// Where the shop keeps what it must not forget
stack Stores {
  resource vpc = Vpc { cidr: "10.0.0.0/16", nat_gateways: 1 }
  resource databases = SecurityGroup { vpc, description: "Databases", allow_all_outbound: false }

  // One instance that writes, and one that only reads: reports do not slow down orders.
  resource orders = Postgres {
    subnets: vpc.subnets.isolated
    security_groups: [databases]
    class: "db.t4g.medium"
    identifier: "orders"
  }
  resource reports = PostgresReplica { source: orders, class: "db.t4g.medium" }

  // A cluster that grows with its load, and sleeps with it.
  resource catalogue = Aurora {
    subnets: vpc.subnets.isolated
    security_groups: [databases]
    capacity: { min: 0.5, max: 8.0 }
  }
  resource catalogue_alarms = AuroraAlarms {
    aurora: catalogue
    name: "Catalogue"
    max_connections: 500
    serverless: true
  }

  // A table that is paid for by what is asked of it. An entry disappears after the time in its field `expires`.
  resource baskets = Table {
    partition: { name: "customer" }
    sort: { name: "product" }
    expires: "expires"
    indexes: { by_product: { partition: { name: "product" }, holds: "KEYS_ONLY" } }
  }
  resource basket_alarms = TableAlarms { table: baskets, name: "Baskets" }

  resource pictures = Bucket { versions: true }
  resource picture_alarms = BucketAlarms { bucket: pictures, name: "Pictures", size: 500GiB }

  // Each construct says which statements let somebody in; a role of somebody else takes them as a policy.
  resource shop_keeper = ManagedPolicy {
    description: "What the people of the shop may read"
    statements: [...baskets.read, ...pictures.read]
  }

  output orders_host = orders.host
  output reports_host = reports.host
  output catalogue_host = catalogue.host
  output shop_keeper_arn = shop_keeper.arn
}

app Shop {
  tags { Project: "shop" }

  stack stores = Stores {}
}

env production = Shop { account: "123456789012", region: "eu-central-1" }
