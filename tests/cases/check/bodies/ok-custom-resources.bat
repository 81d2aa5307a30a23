resource type Custom::Lookup {
  properties {
    Name: String
    Retries: Int?
  }
  attributes {
    Value: String
    Items: [String]
  }
}

stack Files {
  param token: String

  resource lookup = Custom::Lookup { ServiceToken: token, Name: "x" }
  resource bucket = AWS::S3::Bucket { BucketName: lookup.Value }

  output value = lookup.Value
  output physical = lookup.ref
}
