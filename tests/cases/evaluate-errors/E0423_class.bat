// Instance classes and types that the environment's region does not have.
stack Data {
  resource database = AWS::RDS::DBInstance {
    Engine: "postgres"
    DBInstanceClass: "db.t1.micro"
    AllocatedStorage: "20"
    MasterUsername: "app"
    ManageMasterUserPassword: true
  }
}

app Shop {
  stack data = Data {}
}

env development = Shop { region: "eu-central-1" }
