stack Files {
  parameter public: "yes" | "no" { default: "no" }
  parameter group: AWS::EC2::SecurityGroup
  parameter names: [String]
  parameter count: Int { default: 3, min: 1, max: 5 }
  /// It is never shown.
  parameter token: Secret<String> { no_echo: true }

  if public == "yes" {
    resource bucket = AWS::S3::Bucket {}
  }

  resource topic = AWS::SNS::Topic { DisplayName: if public == "yes" then "public" else "private" }
  resource rule = AWS::EC2::SecurityGroupIngress {
    GroupId: group
    IpProtocol: "tcp"
    FromPort: count
    ToPort: count
    CidrIp: "10.0.0.0/16"
  }
  resource kept = AWS::SecretsManager::Secret { SecretString: token }

  output arn = bucket?.Arn
  output first = select(names, 0)
}
