stack Data {
  resource cluster = AWS::RDS::DBCluster {
    Engine: "aurora-postgresql"
    MasterUsername: "owner"
    ManageMasterUserPassword: true
  }

  output host = cluster.Endpoint.Address
  output reader = cluster.ReadEndpoint.Address
  output secret = cluster.MasterUserSecret.SecretArn
}
