// Secrets go into params of their type and properties that keep them, their ARNs anywhere; `reveal` is the exception.
construct Database {
  param password: Secret<String>

  resource instance = AWS::RDS::DBInstance {
    Engine: "postgres"
    DBInstanceClass: "db.t3.micro"
    AllocatedStorage: "20"
    MasterUsername: "app"
    MasterUserPassword: password
  }
  output address = instance.Endpoint.Address
}

stack Data {
  parameter Token: Secret<String>

  resource password = AWS::SecretsManager::Secret { GenerateSecretString: { PasswordLength: 32 } }
  resource database = Database { password: secret(password) }
  resource replica = Database { password: Token }

  output secret_arn = secret(password, key: "password").arn
  output shown = reveal(Token, reason: "it is no secret outside of tests")
  output address = database.address
}
