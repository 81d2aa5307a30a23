// Custom resources: a name that is none, and a type that nobody declares.
resource type Shop::Migration {
  properties { ServiceToken: String }
}

stack Jobs {
  param handler: String
  resource migration = Custom::Migration { ServiceToken: handler }
}
