// What is wrong in rules.
stack Web {
  resource bucket = AWS::S3::Bucket {}
  @allow("buckets are versiond", reason: "a cache")
  resource cache = AWS::S3::Bucket {}
}

rule "buckets are versioned" for AWS::S3::Bucket as bucket {
  assert bucket.VersionConfiguration != null
  assert bucket.VersioningConfiguration.Status == "Enabled"
  assert bucket.VersioningConfiguration?.State == "Enabled"
  assert bucket.VersioningConfiguration?.Status == true
  assert bucket.meta.paht != ""
  assert bucket.BucketName
  assert stacks()["web"].resources > 0
}

rule "buckets are versioned" for AWS::S3::Bucket as b {
  assert b.BucketName != null
}

rule "mixed" for AWS::S3::Bucket | Web as b {
  assert b.meta.path != ""
}

rule "nothing of both" for AWS::S3::Bucket | AWS::SQS::Queue as r {
  assert r.BucketName != null
}

@severity("fatal")
@allow("mixed", reason: "no")
rule "severity" for AWS::S3::Bukket as r {
  assert r.meta.path != ""
}
