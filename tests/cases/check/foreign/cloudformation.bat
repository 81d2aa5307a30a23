// What templates in YAML and JSON write.
stack Network {
  resource vpc = AWS::EC2::VPC { CidrBlock: "10.0.0.0/16" }
  resource subnet = AWS::EC2::Subnet { VpcId: !Ref vpc, CidrBlock: "10.0.1.0/24" }
  resource queue = AWS::SQS::Queue { QueueName: { "Fn::Sub": "jobs" }, KmsMasterKeyId: { "Ref": "key" } }
  resource bucket = AWS::S3::Bucket { BucketName: { Fn::Sub: "${AWS::AccountId}-logs" } }
  resource other = AWS::S3::Bucket {
    BucketName: reports-2026
    AccessControl: Private
    VersioningConfiguration: { Status: Enabled }
  }
  output region = "${AWS::Region}"
  output account = AWS::AccountId
  output arn = GetAtt(queue, "Arn")
  output first: queue.Arn
}

// file: template.bat
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: my-bucket
