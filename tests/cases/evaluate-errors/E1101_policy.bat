// Every rule of the library's baseline, broken once.
use std.policy

stack Open {
  @on_delete("Delete")
  resource bucket = AWS::S3::Bucket {}
  resource subnets = AWS::RDS::DBSubnetGroup { DBSubnetGroupDescription: "x", SubnetIds: ["subnet-0a1b2c3d", "subnet-1a1b2c3d"] }
  @on_delete("Delete")
  @on_replace("Delete")
  resource database = AWS::RDS::DBInstance {
    Engine: "postgres"
    DBInstanceClass: "db.t4g.micro"
    AllocatedStorage: "20"
    MasterUsername: "admin1"
    ManageMasterUserPassword: true
    DBSubnetGroupName: subnets
    BackupRetentionPeriod: 1
  }
  resource cache = AWS::ElastiCache::ReplicationGroup {
    ReplicationGroupDescription: "x"
    CacheNodeType: "cache.t4g.micro"
    Engine: "redis"
  }
  resource disk = AWS::EC2::Volume { AvailabilityZone: "eu-central-1a", Size: 1 }
  resource queue = AWS::SQS::Queue { SqsManagedSseEnabled: false }
  resource stream = AWS::Kinesis::Stream { ShardCount: 1 }
  resource search = AWS::OpenSearchService::Domain {}
  resource key = AWS::KMS::Key {
    KeyPolicy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "kms:*", Resource: "*", Principal: { AWS: "*" } }] }
  }
  resource url = AWS::Lambda::Url { TargetFunctionArn: "f", AuthType: "NONE" }
  resource vpc = AWS::EC2::VPC { CidrBlock: "10.0.0.0/16" }
  resource group = AWS::EC2::SecurityGroup {
    GroupDescription: "x"
    VpcId: vpc
    SecurityGroupIngress: [{ IpProtocol: "tcp", FromPort: 22, ToPort: 22, CidrIp: "0.0.0.0/0" }]
  }
  resource ingress = AWS::EC2::SecurityGroupIngress {
    GroupId: group
    IpProtocol: "tcp"
    FromPort: 80
    ToPort: 443
    CidrIpv6: "::/0"
  }
  resource balancer = AWS::ElasticLoadBalancingV2::LoadBalancer { Subnets: ["subnet-0a1b2c3d", "subnet-1a1b2c3d"] }
  resource listener = AWS::ElasticLoadBalancingV2::Listener {
    LoadBalancerArn: balancer
    Port: 80
    Protocol: "HTTP"
    DefaultActions: [{ Type: "fixed-response", FixedResponseConfig: { StatusCode: "200" } }]
  }
  resource cdn = AWS::CloudFront::Distribution {
    DistributionConfig: {
      Enabled: true
      Origins: [{ Id: "o", DomainName: "example.org", CustomOriginConfig: { OriginProtocolPolicy: "https-only" } }]
      DefaultCacheBehavior: {
        TargetOriginId: "o"
        ViewerProtocolPolicy: "allow-all"
        CachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6"
      }
    }
  }
  resource role = AWS::IAM::Role {
    AssumeRolePolicyDocument: {
      Version: "2012-10-17"
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } }]
    }
    Policies: [{
      PolicyName: "all"
      PolicyDocument: {
        Version: "2012-10-17"
        Statement: [
          { Effect: "Allow", Action: "s3:*", Resource: bucket.Arn, Reason: "told, and too wide all the same" }
          { Effect: "Allow", Action: "sqs:ListQueues", Resource: "*" }
        ]
      }
    }]
  }
  resource table = AWS::DynamoDB::Table {
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }]
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }]
    BillingMode: "PAY_PER_REQUEST"
  }
  resource users = AWS::Cognito::UserPool {}
  resource logs = AWS::Logs::LogGroup {}
}

app Shop {
  stack open = Open {}
}

env production = Shop { production: true }
