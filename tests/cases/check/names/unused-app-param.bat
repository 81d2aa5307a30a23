stack Files {
  resource bucket = AWS::S3::Bucket {}
}

app Site {
  param domain: DomainName

  stack files = Files {}
}

env production = Site {
  domain: "example.com"
}
