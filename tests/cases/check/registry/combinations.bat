// What cannot be written, what is repeated, and what does not go together.
stack Network {
  param subnets: [AWS::EC2::Subnet]

  resource topic = AWS::SNS::Topic { TopicArn: "arn:aws:sns:eu-central-1:123456789012:alarms" }
  resource balancer = AWS::ElasticLoadBalancingV2::LoadBalancer {
    Subnets: subnets
    SecurityGroups: ["sg-0123456789abcdef0", "sg-0123456789abcdef0"]
  }
  resource vpc = AWS::EC2::VPC { EnableDnsSupport: true }
  resource block = AWS::EC2::VPC { CidrBlock: "10.0.0.0/16", Ipv4IpamPoolId: "ipam-pool-0123456789abcdef0" }
}
