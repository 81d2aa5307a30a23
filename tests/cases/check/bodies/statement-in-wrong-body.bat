stack Files {
  resource bucket = AWS::S3::Bucket {}
}

construct Other {
  stack files = Files {}
}

app Site {
  output name = env.name
  transform "AWS::Serverless"
}
