stack Network {
  param vpc_id: String

  existing vpc = AWS::EC2::VPC { VpcId: vpc_id }
  existing bucket = AWS::S3::Bucket { ref: "some-bucket" }
  existing zone = AWS::Route53::HostedZone { Id: "Z0123456789ABC", NameServers: ["ns-1.example.com"] }

  resource group = AWS::EC2::SecurityGroup { GroupDescription: "x", VpcId: vpc }

  output id = vpc.VpcId
  output arn = bucket.Arn
  output zone_id = zone.Id
}
