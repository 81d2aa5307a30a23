/// A task with everything, and a small one that can be looked into.
use std.secrets.{GeneratedSecret, Key, Parameter}
use std.tasks.{Task}

stack Tasks {
  resource key = Key { description: "secrets" }
  resource credentials = GeneratedSecret { description: "database", fields: { username: "orders" }, key }
  resource level = Parameter { path: "/shop/log-level", value: "INFO" }

  resource orders = Task {
    container: {
      name: "orders"
      image: "public.ecr.aws/nginx/nginx:1.27"
      cpu: 1024
      memory: 3GiB
      port: 8080
      command: ["serve"]
      environment: { LANGUAGE: "de" }
      secrets: { DB_PASSWORD: secret(credentials.secret, key: "password"), DB_ALL: secret(credentials.secret) }
      parameters: { LOG_LEVEL: level }
      check: { command: ["CMD-SHELL", "curl -fsS http://localhost:8080/health || exit 1"], start_period: 2min }
      writable: { "/tmp": 64MiB, "/var/cache": 32MiB }
      user: "1000"
      storage: 30GiB
    }
    statements: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::shop-pictures/logo.png"] }]
    start_statements: key.decrypt
    log_retention: 90d
    on_delete: "Delete"
  }

  resource shell = Task {
    container: {
      name: "shell"
      image: "public.ecr.aws/docker/library/busybox:1.37"
      architecture: "X86_64"
      read_only: false
      exec: true
      xray: false
    }
    exec_statements: [{ actions: ["logs:PutLogEvents"], resources: [orders.log.arn] }]
  }

  output run = length(orders.run)
}

app Program { stack tasks = Tasks {} }
env test = Program { account: "123456789012", region: "eu-central-1" }
