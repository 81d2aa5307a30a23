// What a resource type with mistakes would have is not missed where it is used.
resource type Custom::Migration {
  properties: { Version: String }
  attribute { Result: String }
}

resource type Custom::Seed {
  properties { Rows = Int }
  attributes { Count Int }
}

stack Data {
  resource migration = Custom::Migration { ServiceToken: "arn:aws:lambda:eu-central-1:123456789012:function:m", Versions: "1" }
  resource seed = Custom::Seed { ServiceToken: "arn:aws:lambda:eu-central-1:123456789012:function:s", Rows: 1, Table: "orders" }

  output result = migration.Result
  output seeded = "${seed.Count} rows, ${seed.Time}"
}
