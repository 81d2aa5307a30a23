// Secrets cannot be looked at, nor written where they can be read.
stack Data {
  param password: Secret<String>

  assert password != "changeme", "choose a password"

  resource database = AWS::RDS::DBInstance {
    Engine: "postgres"
    DBInstanceClass: "db.t3.micro"
    AllocatedStorage: "20"
    MasterUsername: "app"
    MasterUserPassword: password
    Tags: [{ Key: "password", Value: password }]
  }
  resource function = AWS::Lambda::Function {
    Code: { ZipFile: "x" }
    Role: "arn:aws:iam::123456789012:role/data"
    Environment: { Variables: { URL: "postgres://app:${password}@host" } }
  }
  output password
}
