construct Service {
  param password: String

  output password
}

stack Services {
  resource database = AWS::SecretsManager::Secret {}
  resource a = Service { password: secret(database, key: "password") }
}
