abstract env base = BATbern {
  region: "eu-central-1"
}
env production extends base {
  account: "422940799530"
  network: { cidr: "10.2.0.0/16", zones: 3 }
  override: { a: 1 }
  database: { backup_retention: 30d }, redis: null

  override db.postgres.instance { AllowMajorVersionUpgrade: true }
  override net.vpc.subnet["public"][zone] {
    MapPublicIpOnLaunch: false
  }
}
env empty = apps.App {}
