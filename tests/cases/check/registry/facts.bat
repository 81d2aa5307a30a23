// Runtimes, versions and values by date and table: some are refused, some only doubted.
stack Jobs {
  param role: AWS::IAM::Role
  parameter Password: Secret<String>

  resource old = AWS::Lambda::Function {
    Runtime: "nodejs12.x"
    Handler: "index.handler"
    Role: role.Arn
    Code: { ZipFile: "exports.handler = async () => {}" }
  }
  resource ageing = AWS::Lambda::Function {
    Runtime: "nodejs18.x"
    Handler: "index.handler"
    Role: role.Arn
    Code: { ZipFile: "exports.handler = async () => {}" }
  }
  resource database = AWS::RDS::DBInstance {
    Engine: "postgres"
    EngineVersion: "8.4"
    DBInstanceClass: "db.t3.micro"
    AllocatedStorage: "20"
    MasterUsername: "app"
    MasterUserPassword: Password
  }
  resource bucket = AWS::S3::Bucket {
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: "quantum" } }]
    }
  }
}
