stack Network {
  existing vpc = AWS::EC2::VPC {}
  existing bucket = AWS::S3::Bucket

  output id = vpc.VpcId
  output arn = bucket.Arn
}
