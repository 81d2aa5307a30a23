stack Main {
  @on_delete("Snapshot")
  resource files = AWS::S3::Bucket {}
}
app Program { stack main = Main {} }
env test = Program {}
