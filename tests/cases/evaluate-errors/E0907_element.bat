stack Main {
  param m: Map<Int>
  param l: [Int]
  resource one = AWS::SNS::Topic { DisplayName: "${m["ab"]} ${l[2]}" }
  resource two = AWS::SNS::Topic { DisplayName: "${l[length(l)]}" }
}
app Program {
  param m: Map<Int>
  param l: [Int] = [1, 2]
  stack main = Main { m, l }
}
env test = Program { m: { aa: 1, other: 2 } }
