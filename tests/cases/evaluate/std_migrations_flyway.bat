use std.database.{Postgres}
use std.migrations.{FlywayMigration}
use std.network.{SecurityGroup, Vpc}

/// A database whose tables are there when the stack is
stack Database {
  resource vpc = Vpc { cidr: "10.0.0.0/16", nat_gateways: 1 }
  resource security = SecurityGroup { vpc, description: "PostgreSQL", allow_all_outbound: false }

  resource postgres = Postgres {
    subnets: vpc.subnets.isolated
    security_groups: [security]
    class: "db.t4g.medium"
  }

  resource migrations = FlywayMigration {
    files: files("./sql/**/*.sql")
    database: postgres
    vpc
    subnets: vpc.subnets.private
    settings: { FLYWAY_DEFAULT_SCHEMA: "shop" }
  }

  output version = migrations.version
}

app Shop {
  stack database = Database {}
}

env test = Shop { account: "123456789012", region: "eu-central-1" }
// file: sql/V1__tables.sql
CREATE TABLE products (id BIGINT PRIMARY KEY);
// file: sql/later/V1.1__names.sql
ALTER TABLE products ADD COLUMN name TEXT NOT NULL;
