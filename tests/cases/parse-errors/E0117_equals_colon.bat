let a: = 1
let b := 2
let c == 3
type T: { x: Int }
stack S {
  resource r: AWS::S3::Bucket { a = 1, b => 2, "c" = 3 }
  output o: vpc.id
  let f = g(a = 1)
  let m = match x { "a" -> 1, "b": 2, "c" = 3 }
  let n = { for x in xs: x: 1 }
  output fine = 1
}
fn f(a: Int) -> Int = 1
env e: App { account = "1" }
resource type Custom::X { properties: { a: Int } }
