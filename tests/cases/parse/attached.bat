/// First line.
///
///   Indented line.
@allow("rule", reason: "because")
stack S {
  /// The key.
  @on_delete("Retain") @on_replace("Retain")
  @depends_on(a, b["x"])
  @attributes({ UpdatePolicy: { AutoScalingReplacingUpdate: { WillReplace: true } } })
  resource key = AWS::KMS::Key {}
  @was("old.path")
  @logical_id("Key2")
  resource two = AWS::KMS::Key {}
  @export output three = two.Arn
}
@was("old") let x = 1
