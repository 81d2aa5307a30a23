/// Runs migrations.
resource type Custom::Migration {
  properties {
    ServiceToken: String
    /// Which.
    Version: String? = null
  }
  attributes { Applied: Int, Log: String }
}
resource type Custom::Empty {}
