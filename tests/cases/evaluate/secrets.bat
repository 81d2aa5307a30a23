/// Secrets, in each of their forms.
stack Secrets {
  resource password = AWS::SecretsManager::Secret { GenerateSecretString: { PasswordLength: 32 } }
  let value = secret(password, key: "password")
  resource db = AWS::RDS::DBInstance {
    DBInstanceClass: "db.t3.micro"
    Engine: "postgres"
    AllocatedStorage: "20"
    MasterUsername: "x"
    MasterUserPassword: value
  }
  resource task = AWS::ECS::TaskDefinition {
    ContainerDefinitions: [{ Name: "x", Image: "x", Secrets: [{ Name: "P", ValueFrom: value }, { Name: "W", ValueFrom: secret(password) }] }]
  }
  resource topic = AWS::SNS::Topic { DisplayName: value.arn, TopicName: ssm("/name") }
}
app Program { stack secrets = Secrets {} }
env test = Program {}
