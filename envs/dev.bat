/// Development: the data stores only, small and cheap. The services run on the developers' machines.
use "./base.bat".{base}

env development extends base {
  account: "954163570305"

  network: { cidr: "10.0.0.0/16", zones: 2, nat_gateways: 1 }

  database: {
    class: "db.t3.micro"
    storage: 20GiB
    multi_az: false
    backup_retention: 7d
    deletion_protection: false
    on_delete: "Delete"
  }

  cache: { node: "cache.t3.micro", nodes: 1, multi_az: false, snapshots_kept: 1 }

  services: { tasks: 1, cpu: 256, memory: 512MiB, min: 1, max: 2, cpu_target: 70 }

  parameters: { "log-level": "DEBUG" }
}
