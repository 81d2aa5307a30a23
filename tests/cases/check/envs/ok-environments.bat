// Environments: abstract ones, what they extend, null that clears, overrides by key, lets, functions and `env` in settings.
let class = "db.t3.small"

fn storage(gib: Int): Size = 1GiB * gib

type Database = {
  class: String
  storage: Size = 20GiB
  backup: { keep: Duration = 7d, multi_az: Bool = false } = {}
  parameters: Map<String> = {}
}

stack Data {
  param database: Database
  param owner: Email?

  tags { Owner: owner }

  for name in ["users", "orders"] {
    resource instance[name] = AWS::RDS::DBInstance {
      DBInstanceIdentifier: "${env.name}-${name}"
      Engine: "postgres"
      DBInstanceClass: database.class
      AllocatedStorage: "${database.storage.gib}"
      BackupRetentionPeriod: database.backup.keep.days
      MultiAZ: database.backup.multi_az
      MasterUsername: "owner"
      ManageMasterUserPassword: true
      Tags: [for key, value in database.parameters: { Key: key, Value: value }]
    }
  }
}

app Shop {
  param database: Database
  param owner: Email? = null

  stack data = Data { database, owner }
}

abstract env base = Shop {
  region: "eu-central-1"
  database: { class, parameters: { a: "1", b: "2" } }
  owner: "ops@example.com"
}

env staging extends base {
  owner: null
  database: { parameters: { b: null } }
}

env production extends base {
  account: "222222222222"
  database: { class: "db.t3.large", storage: storage(100), backup: { keep: 30d } }

  override data.instance["orders"] { AllowMajorVersionUpgrade: true }
}
