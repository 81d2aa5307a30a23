type Settings = {
  database: {
    name: String
    ports: [{ number: Int, name: String }]
  }
}

construct Database {
  param settings: Settings

  output name = settings.database.name
  output first = settings.database.ports[0].number
}

stack Data {
  resource database = Database {
    settings: {
      database: {
        name: "main"
        ports: [{ number: 5432, name: "postgres" }, { number: "6379", name: "redis" }]
      }
    }
  }
}
