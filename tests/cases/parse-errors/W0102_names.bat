let natGateways = 1
type network_sizing = { AWSName: Int }
construct buckets {
  param OnDelete: Bool
  resource MyBucket = T {}
  for Key in xs {}
  output BucketArns = 1
  parameter InstanceType: String
}
fn doIt(X: Int): Int = X
env Production = App {}
stack BATbern2 {}
app My_App {}
