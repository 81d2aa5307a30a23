/// What all environments have in common.
use "../examples/batbern/app.bat".{BATbern}

abstract env base = BATbern {
  region: "eu-central-1"

  buckets: {
    logs_expire: 30d
    backups_expire: 30d
  }

  services: { version: "1.0.0" }

  delivery: { repository: "batbern/platform" }

  // The services read these from the parameter store.
  parameters: {
    "log-level": "INFO"
    "default-language": "de"
  }

  cost_center: "Engineering"
}
