fn named(name: String): String = "${name}-${env.name}"

stack Files {
  resource bucket = AWS::S3::Bucket { BucketName: named("files") }
}
