stack Files {
  param name: String

  resource database = AWS::SecretsManager::Secret {}

  output a = reveal(secret(database, key: "user"))
  output b = reveal(secret(database, key: "user"), reason: "for ${name}")
}
