// A brace that is missing or too many gives one mistake, and the rest is checked.
stack First
  resource bucket = AWS::S3::Bucket { BucketNam: "reports" }
}

stack Second {
  resource bucket = AWS::S3::Bucket {
    BucketName: "reports-of-the-shop"
  }
  }
  resource queue = AWS::SQS::Queue { DelaySecond: 5 }
}

stack Third {
  resource bucket = AWS::S3::Bucket
    BucketNam: "reports"
  }
}

stack Fourth {
  resource bucket = AWS::S3::Bucket {
    BucketName: "reports-of-the-shop"

stack Fifth {
  resource queue = AWS::SQS::Queue { DelaySecond: 5 }
}
