/// `&` merges as environments do, spread and conditional parts, and `null` where it is left out.
type Options = { a: Int = 1, b: Int?, tags: Map<String> = {} }
stack Main {
  let base: Options = { b: 2, tags: { x: "1", y: "2" } }
  let merged: Options = base & { b: null, tags: { x: null, z: "3" } }
  let list = [1, ...[2, 3], if merged.b == null: 4, if merged.a > 5: 5]
  resource topic = AWS::SNS::Topic { DisplayName: "${json(merged)} ${json(list)}" }
  resource other = AWS::SNS::Topic {
    ...{ DisplayName: "spread" }
    if merged.b == null: TopicName: "conditional"
    KmsMasterKeyId: null
    Tags: [null, if false: { Key: "a", Value: "b" }]
  }
}
app Program { stack main = Main {} }
env test = Program {}
