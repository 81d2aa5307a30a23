let a = vpc.subnet["a"][zone].SubnetId
let b = f(1, x, name: "n", other: g())
let c = net.helper(a).b?.c[0]
let d = secret(db, key: "password").arn
let e = count(AWS::EC2::NatGateway)
let f = a [0]
let g = call(
  1,
  b: 2
  c: 3
)
let h = aws.region
let i = (f(x)).y
