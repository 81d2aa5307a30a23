// Names in other styles, short names, and what templates and Terraform write beside the properties.
stack Storage {
  resource bucket = AWS::S3::Bucket { bucket_name: "reports", versioning_configuration: { Status: "Enabled" } }
  resource vpc = AWS::EC2::VPC { CidrBlock: "10.0.0.0/16", EnableDns: true }
  resource first = AWS::SQS::Queue { DependsOn: vpc }
  resource second = AWS::SQS::Queue { DeletionPolicy: "Retain", UpdateReplacePolicy: "Retain" }
  resource third = AWS::SQS::Queue { Properties: { DelaySeconds: 5 } }
  resource fourth = AWS::SQS::Queue { count: 3 }
  resource fifth = AWS::SQS::Queue { Tags: { Name: "fifth" } }
}
