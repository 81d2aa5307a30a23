/// Raw resources, a keyed loop, a condition, a decorator.
construct Buckets {
  /// Which.
  param names: [String]
  param kms: AWS::KMS::Key?
  param on_delete: "Delete" | "Retain" = "Retain"
  param pinned: known Map<String> = {}
  let prefix = "batbern-"

  for name in names {
    @on_delete(on_delete)
    resource bucket[name] = AWS::S3::Bucket {
      BucketName: "${prefix}${name}-${env.name}"
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{
          ServerSideEncryptionByDefault: {
            SSEAlgorithm: if kms == null then "AES256" else "aws:kms"
            KMSMasterKeyID: kms?.Arn
          }
        }]
      }
    }
  }
  for key, value in pinned if value != "" {
    resource inner[key][value] = other.Thing
  }
  if kms != null && length(names) > 0 {
    resource alias = AWS::KMS::Alias { AliasName: "alias/x", TargetKeyId: kms }
  } else if length(names) == 1 {
    output single = bucket[names[0]]
  }
  else {
    assert false, "never"
  }
  if a {} else {}
  existing vpc = AWS::EC2::VPC { VpcId: "vpc-1" }
  existing zone[k] = AWS::Route53::HostedZone { Id: k }
  output arns = { for name, b in bucket: name => b.Arn }
  output typed: [String] = []
  output bucket
}
construct Empty {}
construct OneLine { param x: Int }
