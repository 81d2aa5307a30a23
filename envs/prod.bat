/// Production.
use "../examples/batbern/stronger.bat"
use "./base.bat".{base}

env production extends base {
  account: "422940799530"
  production: true

  network: { cidr: "10.2.0.0/16", zones: 3, nat_gateways: 3 }

  database: {
    class: "db.t3.medium"
    storage: 100GiB
    multi_az: true
    backup_retention: 30d
    deletion_protection: true
    on_delete: "Snapshot"
    performance_insights: true
    max_connections: 200
    work_mem: 32MiB
  }

  cache: { node: "cache.t3.medium", nodes: 3, multi_az: true, snapshots_kept: 14 }

  buckets: {
    versions: true
    on_delete: "Retain"
    logs_expire: 90d
    backups_archived: 90d
    backups_expire: 365d
  }

  services: { tasks: 3, cpu: 1024, memory: 2048MiB, min: 3, max: 10, cpu_target: 50, blue_green: true }

  web: {
    frontend_domain: "www.batbern.ch"
    api_domain: "api.batbern.ch"
    zone: { id: "Z003987919RPX23XXEU48", name: "batbern.ch" }
  }

  alarms_to: "operations@batbern.ch"

  cost_center: "Operations"
  compliance: "GDPR"
}
