/// What the picture in the README shows: three mistakes.
type Retention = { days: Int(1..=365) = 30, archive: Bool = false }

construct Archive {
  param keep: Retention = {}

  resource files = AWS::S3::Bucket {
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{
        ServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kmss" }
      }]
    }
    LifecycleConfiguration: {
      Rules: [{ Status: "Enabled", ExpirationInDays: keep.days }]
    }
  }

  resource subnet = AWS::EC2::Subnet { VpcId: files, CidrBlock: "10.0.1.0/24" }
}

stack Storage {
  resource archive = Archive { keep: { day: 90 } }
}
