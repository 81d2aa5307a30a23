type Alias = net.Settings
type Options = Vpc.Params
type Sizing = {
  /// The network's block.
  cidr: Cidr
  zones: Int(1..=6) = 2
  name: String(1..=64, /^[a-z\/]+$/)?, "odd-key": Bool = true
  nested: { a: [String], b: Map<[Int?]> } = { a: [], b: {} }
}
type Policy = "Delete" | "Retain" | null
type Lines =
  | "a"
  | "b"
type Mixed = (Int | String)? | { kind: "x", size: Size } | -1 | 30d | 20GiB | 1.5 | true
type Bounds = { a: Int(0..), b: Int(..=5), c: Int(0..10), d: Float(0.5..=1.5), e: Duration(1d..=35d), f: Int(-5..=-1) }
type Secretive = Secret<String>
type Part = Partial<Sizing>
type Pinned = known [String] | known Int
type Many = [AWS::EC2::Subnet]
type Custom = Custom::Migration?
type Empty = {}
