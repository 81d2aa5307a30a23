rule "buckets are private" for AWS::S3::Bucket as bucket {
  let block = bucket.PublicAccessBlockConfiguration
  assert block?.BlockPublicAcls == true, "bucket ${bucket.meta.path} is public"
}
rule "constructs too" for net.Vpc as v {
  if v.x { assert v.y }
}
test "one NAT gateway per zone" for production {
  assert count(AWS::EC2::NatGateway) == 3
  for r in resources(AWS::RDS::DBInstance) {
    assert only(AWS::RDS::DBInstance).MultiAZ == true
  }
}
test "wrong" expects E0301 {
  /// Documented.
  stack Wrong {
    resource x = AWS::S3::Bucket { Nope: 1 }
  }
  app A { stack w = Wrong {} }
  env e = A {}
}
rule "of several" for AWS::S3::Bucket | AWS::SQS::Queue as r {
  assert r.meta.stack != ""
}
test "in each" for development, other.staging {
  assert count(AWS::EC2::VPC) == 1
}
use std.policy
use "./policy.bat"
