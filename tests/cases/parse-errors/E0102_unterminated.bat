let a = "abc
let b = f("abc)
stack S {
  resource x = AWS::S3::Bucket {
    Tags: ["a", "b]
    Name: "x,
    Other: r"C:\
  }
  output fine = 1
}
let m = """
  never closed
  resource x = Y {

stack After {
  output fine = 1
}
