stack Files {
  param name: String?
  param days: Int?
  param tags: Map<String> = {}

  resource bucket = AWS::S3::Bucket {
    BucketName: name
    Tags: [for k, v in tags: { Key: k, Value: v }]
    LifecycleConfiguration: if days == null then null else { Rules: [{ Status: "Enabled", ExpirationInDays: days }] }
    if name != null: AccessControl: "Private"
  }
}
