stack Files {
  param settings: Json

  resource bucket = AWS::S3::Bucket {}

  let policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Resource: bucket.Arn, Limit: 3, Empty: null }] }

  output policy = json(policy)
  output part = json(settings)
  output field = json(settings.a.b)
}
