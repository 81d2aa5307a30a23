stack A {
  resource a = T { x: !Ref vpc, y: !GetAtt vpc.Arn }
  resource b = T { x: !Sub "${a}-b", y: !Join [",", [a, b]] }
  resource c = T {
    x: { Fn::Sub: "${AWS::AccountId}-logs" }
    y: {
      Fn::Join: ["", [a, b]]
    }
    z: { Ref: "vpc" }
    w: 1
  }
  output d = Fn::GetAtt(a, "Arn")
  output e = !If [a, b, c]
  output f = !true
  output g = !Other
  output h = { "Fn::Sub": "a" }
}
