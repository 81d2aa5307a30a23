stack Main {
  existing bucket = AWS::S3::Bucket { BucketName: "x" }
  resource topic = AWS::SNS::Topic { DisplayName: bucket.RegionalDomainName }
}
app Program {
  stack main = Main {}
}
env test = Program {}
