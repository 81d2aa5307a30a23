stack Main {
  param policy: String
  @on_delete(policy)
  resource one = AWS::SNS::Topic {}
  @on_delete("Snapshot")
  resource two = AWS::S3::Bucket {}
}
app Program {
  stack main = Main { policy: "Keep" }
}
env test = Program {}
