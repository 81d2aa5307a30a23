construct Database {
  param password: Secret<String>
  param plain: Secret<String>?

  resource instance = AWS::RDS::DBInstance {
    DBInstanceClass: "db.t3.micro"
    Engine: "postgres"
    AllocatedStorage: "20"
    MasterUsername: "main"
    MasterUserPassword: plain ?? password
  }
}

stack Data {
  resource keys = AWS::SecretsManager::Secret {}

  let password = secret(keys, key: "password")

  resource database = Database { password }

  output arn = password.arn
  output shown = reveal(secret(keys, key: "user"), reason: "a name, not a password")
}
