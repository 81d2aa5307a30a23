/// Warnings say for which instance and in which environment they were found, once each.
construct Bucket {
  param name: String
  param algorithm: String = "quantum"

  resource bucket = AWS::S3::Bucket {
    BucketName: name
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: algorithm } }]
    }
  }
}

stack Storage {
  param algorithm: String

  resource reports = Bucket { name: "reports-${env.name}" }
  resource mails = Bucket { name: "mails-${env.name}", algorithm: "rot13-twice" }
  resource orders = Bucket { name: "orders-${env.name}", algorithm }
}

app Shop {
  param algorithm: String
  stack storage = Storage { algorithm }
}

env test = Shop { algorithm: "enigma" }
env production = Shop { algorithm: "AES256" }
