type Names=[ String ]
type Optional = Map< Int ? > ?
type Either="a"|  "b"|3|null
type Leading =
  | "a"
  | "b"
type Refined = {a:Int(1 ..= 35),b:String( /^[a-z]+$/ ,1..=64 ),c:Int( ..=3 ),d:Size(1GiB..),}
type Parenthesised = ( ( Int|String ) ) ?
type Known = { a : known  (Int | null) = 1 }
type Alternatives = { branch: String(/^[^*?]+$/) } | { tag: String(/^[^*?]+$/) } | { environment: String(/^[^*?]+$/) }
type Split = {
  kind: "a" } | Other
type Fields = {
  /// What it is.
  name :String
  "quoted-name" : Int  =  3
}
construct Thing {
  param class: "a-value-that-is-long" | "another-value-that-is-long" | "a-third-value-that-is-long" | "a-fourth-value" = "a-fourth-value"
  param of: { bucket: AWS::S3::Bucket, prefix: String? }?
}
