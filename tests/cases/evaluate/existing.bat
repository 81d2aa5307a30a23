/// What is deployed elsewhere: its identifier and what follows from it.
stack Existing {
  existing bucket = AWS::S3::Bucket { BucketName: "their-bucket" }
  existing zone = AWS::Route53::HostedZone { Id: "Z0123456789ABCDEFGHIJ" }
  resource record = AWS::Route53::RecordSet { Name: "x.example.com", Type: "CNAME", TTL: "60", ResourceRecords: ["y"], HostedZoneId: zone.Id }
  resource topic = AWS::SNS::Topic { DisplayName: bucket.Arn, TopicName: bucket.ref }
}
app Program { stack existing = Existing {} }
env test = Program {}
