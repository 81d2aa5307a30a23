stack Network {
  existing vpc = AWS::EC2::VPC { VpcId: 5 }
  existing bucket = AWS::S3::Bucket { BucketName: ["a"] }

  output id = vpc.VpcId
  output name = bucket.ref
}
