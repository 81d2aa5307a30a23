stack Files {
  transform "AWS::SecretsManager-2020-07-23"

  fragment "Rules" = { OnlyHere: { Assertions: [{ Assert: true, AssertDescription: "always" }] } }

  resource bucket = AWS::S3::Bucket { BucketName: unchecked("Any Name At All") }
}
