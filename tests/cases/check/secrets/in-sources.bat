// Secrets as text in the sources.
stack Data {
  let password = "correct-horse-battery"

  resource database = AWS::RDS::DBInstance {
    Engine: "postgres"
    DBInstanceClass: "db.t3.micro"
    AllocatedStorage: "20"
    MasterUsername: "app"
    MasterUserPassword: "correct-horse-battery"
  }
  resource other = AWS::RDS::DBInstance {
    Engine: "postgres"
    DBInstanceClass: "db.t3.micro"
    AllocatedStorage: "20"
    MasterUsername: "app"
    MasterUserPassword: password
  }
  resource third = AWS::RDS::DBInstance {
    Engine: "postgres"
    DBInstanceClass: "db.t3.micro"
    AllocatedStorage: "20"
    MasterUsername: "app"
    MasterUserPassword: "{{resolve:secretsmanager:shop/database:SecretString:password}}"
  }
}
