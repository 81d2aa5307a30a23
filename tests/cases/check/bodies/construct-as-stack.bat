construct Topic {
  resource topic = AWS::SNS::Topic {}
}

app Site {
  stack topic = Topic {}
  stack bucket = AWS::S3::Bucket {}
}
