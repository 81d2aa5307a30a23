let a = if x then 1 else 2
let b = if x then 1 else if y then 2 else 3
let c = if x
  then 1
  else 2
let d = if if a then b else c then d else if e then f else g
let e = match kind {
  "a" => 1
  "b" | "c" => 2, null => 3
  -1 | 2.5 | 30d => 4
  true => 5
  _ => 6
}
let f = match web {
  null => 0
  { kind: "public", slot, prefix: p } as whole => whole.x
  { inner: { deep: AWS::S3::Bucket } } => 1
  WebSettings as w => w.a
  net.Vpc | AWS::EC2::VPC => match x { _ => 0 }
}
let g = if x then { a: 1 } else { b: 2 }
let h = match e {}
