/// Raw resources, a keyed loop, a condition, a decorator.
construct Buckets {
  param names: [String]
  param kms: AWS::KMS::Key?
  param on_delete: "Delete" | "Retain" = "Retain"

  for name in names {
    @on_delete(on_delete)
    resource bucket[name] = AWS::S3::Bucket {
      BucketName: "batbern-${name}-${env.name}"
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

  output arns = { for name, b in bucket: name => b.Arn }
}

stack Files {
  resource key = AWS::KMS::Key {}

  resource plain = Buckets { names: ["logs"] }
  resource sealed = Buckets { names: ["content", "archive"], kms: key, on_delete: "Delete" }

  output logs = plain.arns["logs"]
  output all = sealed.arns
}
