/// Values cross from stack to stack as exports and imports, leaf by leaf.
construct Net {
  resource vpc = AWS::EC2::VPC { CidrBlock: "10.0.0.0/16" }
  for z in ["a", "b"] {
    resource subnet[z] = AWS::EC2::Subnet { VpcId: vpc, CidrBlock: if z == "a" then "10.0.0.0/24" else "10.0.1.0/24" }
  }
  output id = vpc.VpcId
  output subnets = [for s in values(subnet): s.SubnetId]
  output name = "vpc in ${aws.region} of ${aws.stack_name}"
}

stack Network {
  resource net = Net {}
  resource zone = AWS::Route53::HostedZone { Name: "example.com" }
  output net
  output vpc_id = net.id
  @export("shared-${env.name}")
  output zone_id = zone.Id
  output servers = zone.NameServers
  output known = "just text"
}

stack Web {
  param net: Net
  param vpc_id: String
  param zone_id: String

  resource group = AWS::EC2::SecurityGroup { GroupDescription: "${net.id} of ${net.name}", VpcId: vpc_id }
  resource group2 = AWS::EC2::SecurityGroup { GroupDescription: "two", VpcId: net.id }
  resource subnets = AWS::RDS::DBSubnetGroup { DBSubnetGroupDescription: zone_id, SubnetIds: net.subnets }
  output group_id = group.GroupId
}

stack Last {
  param group: String
  param servers: Json
  resource rule = AWS::EC2::SecurityGroupIngress { GroupId: group, IpProtocol: "-1", CidrIp: "10.0.0.0/8" }
  resource topic = AWS::SNS::Topic { DisplayName: "x" }
}

app Program {
  stack last = Last { group: web.group_id, servers: [] }
  stack web = Web { net: net.net, vpc_id: net.vpc_id, zone_id: net.zone_id }
  stack net = Network {}
}
env test = Program { region: "eu-central-1" }
