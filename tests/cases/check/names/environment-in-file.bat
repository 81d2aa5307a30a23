let name = "files-${env.name}"

stack Files {
  resource bucket = AWS::S3::Bucket { BucketName: name }
}
