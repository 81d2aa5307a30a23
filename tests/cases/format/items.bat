

/// The file's own documentation.

use   std.network.{Vpc,Zone   as   Z}
use "./a.bat"   as a
use std.policy
use "./long.bat".{
  One, Two as Second,
    Three}
let    port=5432
let host  :  String  =   "db.${env.name}"
type Port=Int(1..=65535)
/// A type with documentation stands apart only where it did.
type Kind = "small" | "large"
fn twice( n:Int ):Int=n*2
fn longer(first: String, second: Map<Int>, third: AWS::EC2::VPC?, fourth: [String] = ["a"], fifth: Int = 1): String = first
fn split(
first: String, second: Int): Bool =
   first == "a"



construct Empty{}
stack  Net {
  /// The network.
  param   sizing:Sizing
  param known_one: known String="a"
  parameter Stage : String{Default:"test"}
  settings{region:"eu-central-1"}
  tags { A:"b" }


  transform "AWS::LanguageExtensions"
  transform "AWS::Include" {Location:"s3://a"}
  fragment   "Rules.Region" = {Assertions:[]}
  existing  bucket=AWS::S3::Bucket{BucketName:"a"}
  @on_delete("Retain")   @was( "old" )
  @allow("rule",reason:"because")
  resource vpc=Vpc{sizing}
  for name,n in names if n>1{ resource  subnet[name][n]  =  AWS::EC2::Subnet{VpcId:vpc.id} }
  if sizing.zones>1&&!small{output zones=2}else if small{}
  else {
    output zones = 1 }
  assert sizing.zones<4,"too many"
  assert sizing.zones < 4 && sizing.gateways <= sizing.zones, "there are more gateways than zones: ${sizing.gateways} of ${sizing.zones}"
  output vpc
  output  id:String=vpc.id
}
app Shop { stack net=Net{sizing:{zones:2}} }
abstract env base=Shop{account:"123456789012"}
env dev extends base {
  override   net.vpc["a"] . b {C:1}

  region:"eu-central-1"
}
resource   type Custom::Thing{
  properties{A:String,B:Int?}
  attributes{C:String}
}
rule "buckets have names" for AWS::S3::Bucket|AWS::DynamoDB::Table as r { assert r.meta.path!=null }
rule "a rule about so many types that they take several lines" for AWS::RDS::DBInstance | AWS::RDS::DBCluster | AWS::DocDB::DBCluster as db {}
test   "it works" for dev,lib.prod{assert count(AWS::EC2::VPC)==1}
test "it is refused" expects E0301{
  let a:Int="text"
}
