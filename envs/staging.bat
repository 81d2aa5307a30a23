/// Staging: everything that production has, smaller.
use "./base.bat".{base}

env staging extends base {
  account: "188701360969"

  network: { cidr: "10.1.0.0/16", zones: 2, nat_gateways: 2 }

  database: {
    class: "db.t3.small"
    storage: 50GiB
    multi_az: true
    backup_retention: 14d
    deletion_protection: true
    on_delete: "Snapshot"
  }

  cache: { node: "cache.t3.small", nodes: 2, multi_az: true, snapshots_kept: 5 }

  services: { tasks: 2, cpu: 512, memory: 1024MiB, min: 2, max: 4, cpu_target: 60 }

  web: {
    frontend_domain: "staging.batbern.ch"
    api_domain: "api.staging.batbern.ch"
    zone: { id: "Z00395322M4O1QCL0M7UA", name: "staging.batbern.ch" }
  }
}
