// An override merges records, in which nothing is missing, and replaces lists, whose elements are whole.
stack Data {
  resource cluster = AWS::RDS::DBCluster {
    Engine: "aurora-postgresql"
    ManageMasterUserPassword: true
    MasterUsername: "owner"
    ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 4 }
  }
  resource files = AWS::S3::Bucket {
    IntelligentTieringConfigurations: [{ Id: "all", Status: "Enabled", Tierings: [{ AccessTier: "ARCHIVE_ACCESS", Days: 90 }] }]
    VersioningConfiguration: { Status: "Enabled" }
    ReplicationConfiguration: {
      Role: "arn:aws:iam::123456789012:role/replication"
      Rules: [{ Status: "Enabled", Destination: { Bucket: "arn:aws:s3:::copies" } }]
    }
  }
}

app Shop {
  stack data = Data {}
}

env production = Shop {
  override data.cluster { ServerlessV2ScalingConfiguration: { MaxCapacity: 16 } }
  override data.files {
    ReplicationConfiguration: { Role: "arn:aws:iam::123456789012:role/other" }
    IntelligentTieringConfigurations: [{ Id: "all" }]
  }
}
