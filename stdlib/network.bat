/// Private networks: a VPC with tiers of subnets, and the groups that say who reaches whom.
use std.iam.{Role}
use std.monitoring.{LogGroup}
use std.provider.{Provider}

/// A tier: one subnet in each zone, all treated alike.
type Tier = {
  /// `public` is reached from the internet, `private` reaches out through NAT gateways, `isolated` does neither.
  kind: "public" | "private" | "isolated"
  /// The tier's place in the VPC's block. Each place has room for more zones than are used, so that neither another
  /// tier nor another zone moves a subnet. Never change it, and never give it to another tier: that replaces subnets.
  slot: Int(0..)
  /// The length of the subnets' prefix: /24 has 251 addresses to use.
  prefix: Int(16..=28) = 24
}

/// What is written down about the traffic.
type FlowLogs = {
  /// Which traffic.
  traffic: "ALL" | "ACCEPT" | "REJECT" = "ALL"
  /// How long it is kept.
  retention: Duration = 30d
  /// Over how long a line adds up: one minute or ten.
  interval: Duration = 10min
  /// What becomes of the log when it is removed from the stack.
  on_delete: "Delete" | "Retain" = "Delete"
}

/// The block of a tier's slot: that of its subnets in all zones that it may ever have.
fn slot_block(cidr: Cidr, tier: Tier, zones_per_slot: 2 | 4 | 8): Cidr = match zones_per_slot {
  2 => subnet(cidr, slot: tier.slot, prefix: tier.prefix - 1)
  4 => subnet(cidr, slot: tier.slot, prefix: tier.prefix - 2)
  8 => subnet(cidr, slot: tier.slot, prefix: tier.prefix - 3)
}

/// A virtual private cloud in several availability zones.
///
/// Decided here, and differently from what AWS or CDK do by default: instances get no public address by themselves; the
/// flow is logged; S3 is reached without paying a NAT gateway for it; the default security group lets nothing through;
/// isolated subnets have a network ACL of their own.
///
/// CDK's `Vpc` hands out addresses in the order in which subnets are listed, so one more zone or tier moves, and thereby
/// replaces, those behind it. Here each tier has a slot for as many zones as it may ever have, and nothing moves.
construct Vpc {
  /// The block of addresses. It can never change, and blocks of VPCs that are to be connected must not overlap.
  param cidr: Cidr
  /// In how many availability zones there are subnets.
  param zones: Int(1..=6) = 2
  /// How many zones each tier has room for, now and later. It decides where the subnets are: never change it.
  param zones_per_slot: 2 | 4 | 8 = 8
  /// The zones' names, as `"eu-central-1a"`. Without them, the first ones that the account is offered are taken.
  param zone_names: [String]?
  /// How many NAT gateways serve the private tiers: one for each zone survives the loss of a zone and costs the most,
  /// one for all is cheap, none leaves private tiers without a way out.
  param nat_gateways: Int(0..=6) = zones
  /// The public tier in which the NAT gateways stand.
  param nat_tier: String = "public"
  /// The tiers, by name.
  param tiers: Map<Tier> = {
    public: { kind: "public", slot: 0 }
    private: { kind: "private", slot: 1 }
    isolated: { kind: "isolated", slot: 2 }
  }
  /// What is written down about the traffic; `null` is nothing.
  param flow_logs: FlowLogs? = {}
  /// Which services public and private tiers reach through a gateway endpoint: it costs nothing, and what goes through
  /// it passes no NAT gateway.
  param gateway_endpoints: ["s3" | "dynamodb"] = ["s3"]
  /// Which services the VPC reaches through an interface endpoint, as AWS names them: `"secretsmanager"`, `"ecr.api"`.
  /// Each is paid by the hour and zone, so take them for tiers without a NAT gateway, or for much traffic.
  param interface_endpoints: [String(/^[a-z0-9][a-z0-9.-]*$/)] = []
  /// The tier in which the interface endpoints stand. All tiers reach them, over TLS.
  param endpoint_tier: String = "isolated"
  /// Whether the rules are taken off the group that EC2 makes with each VPC, so that whatever is launched without a
  /// group of its own reaches nothing.
  param close_default_group: Bool = true
  /// What the resources' names begin with.
  param name: String = stack.name

  assert nat_gateways <= zones,
    "there is room for one NAT gateway in each zone: ${nat_gateways} gateways do not fit ${zones} zones"
  assert nat_gateways == 0 || tiers[nat_tier].kind == "public", "`${nat_tier}` is not a public tier"
  assert length(interface_endpoints) == 0 || contains(keys(tiers), endpoint_tier),
    "`interface_endpoints` stand in the tier `${endpoint_tier}`, which is not there"
  assert zone_names == null || length(zone_names) >= zones, "`zone_names` names fewer than ${zones} zones"
  assert zones <= zones_per_slot, "there are ${zones} zones, and slots with room for ${zones_per_slot} only"
  for a, one in slots {
    for b, other in slots if a < b {
      assert !cidr_contains(one, other) && !cidr_contains(other, one),
        "the tiers `${a}` and `${b}` overlap: give one of them another slot"
    }
  }

  let slots = { for t, tier in tiers: t => slot_block(cidr, tier, zones_per_slot) }
  let zone_numbers = range(1, zones + 1)
  let has_public = any([for t in values(tiers): t.kind == "public"])

  resource vpc = AWS::EC2::VPC {
    CidrBlock: cidr
    EnableDnsHostnames: true
    EnableDnsSupport: true
    Tags: [{ Key: "Name", Value: name }]
  }

  // Subnets. Each has its own route table, so that a route never has to be moved.

  for t, tier in tiers {
    for z in zone_numbers {
      resource subnet[t][z] = AWS::EC2::Subnet {
        VpcId: vpc
        AvailabilityZone: if zone_names == null then select(zones(), z - 1) else zone_names[z - 1]
        CidrBlock: subnet(cidr, slot: tier.slot * zones_per_slot + z - 1, prefix: tier.prefix)
        MapPublicIpOnLaunch: false
        Tags: [{ Key: "Name", Value: "${name}-${t}-${z}" }]
      }

      resource table[t][z] = AWS::EC2::RouteTable {
        VpcId: vpc
        Tags: [{ Key: "Name", Value: "${name}-${t}-${z}" }]
      }

      resource table_association[t][z] = AWS::EC2::SubnetRouteTableAssociation {
        SubnetId: subnet[t][z]
        RouteTableId: table[t][z]
      }
    }
  }

  // The way in and out of public tiers.

  if has_public {
    resource gateway = AWS::EC2::InternetGateway {
      Tags: [{ Key: "Name", Value: name }]
    }

    resource gateway_attachment = AWS::EC2::VPCGatewayAttachment {
      VpcId: vpc
      InternetGatewayId: gateway
    }

    for t, tier in tiers if tier.kind == "public" {
      for z in zone_numbers {
        @depends_on(gateway_attachment)
        resource internet[t][z] = AWS::EC2::Route {
          RouteTableId: table[t][z]
          DestinationCidrBlock: "0.0.0.0/0"
          GatewayId: gateway
        }
      }
    }
  }

  // The way out of private tiers.

  for z in range(1, nat_gateways + 1) {
    @depends_on(gateway_attachment)
    resource address[z] = AWS::EC2::EIP {
      Domain: "vpc"
      Tags: [{ Key: "Name", Value: "${name}-nat-${z}" }]
    }

    resource nat[z] = AWS::EC2::NatGateway {
      AllocationId: address[z].AllocationId
      SubnetId: subnet[nat_tier][z]
      Tags: [{ Key: "Name", Value: "${name}-${z}" }]
    }
  }

  if nat_gateways > 0 {
    for t, tier in tiers if tier.kind == "private" {
      for z in zone_numbers {
        resource outbound[t][z] = AWS::EC2::Route {
          RouteTableId: table[t][z]
          DestinationCidrBlock: "0.0.0.0/0"
          NatGatewayId: nat[(z - 1) % nat_gateways + 1]   // its own zone's, while there is one
        }
      }
    }
  }

  for service in gateway_endpoints {
    resource endpoint[service] = AWS::EC2::VPCEndpoint {
      VpcId: vpc
      VpcEndpointType: "Gateway"
      ServiceName: "com.amazonaws.${aws.region}.${service}"
      RouteTableIds: flatten([for t, tier in tiers if tier.kind != "isolated": values(table[t])])
      Tags: [{ Key: "Name", Value: "${name}-${service}" }]
    }
  }

  if length(interface_endpoints) > 0 {
    resource endpoint_group = SecurityGroup {
      vpc: { vpc }
      description: "Endpoints of services in ${name}"
      allow_all_outbound: false
      ingress: { vpc: { from: { cidr }, port: 443, description: "TLS from the VPC" } }
    }

    for service in interface_endpoints {
      resource interface_endpoint[service] = AWS::EC2::VPCEndpoint {
        VpcId: vpc
        VpcEndpointType: "Interface"
        ServiceName: "com.amazonaws.${aws.region}.${service}"
        SubnetIds: values(subnet[endpoint_tier])
        SecurityGroupIds: [endpoint_group.group]
        PrivateDnsEnabled: true   // the service's usual name leads here
        Tags: [{ Key: "Name", Value: "${name}-${service}" }]
      }
    }
  }

  // Isolated tiers talk to the VPC and to nobody else, whatever a security group says.

  for t, tier in tiers if tier.kind == "isolated" {
    resource acl[t] = AWS::EC2::NetworkAcl {
      VpcId: vpc
      Tags: [{ Key: "Name", Value: "${name}-${t}" }]
    }

    for direction in ["inbound", "outbound"] {
      resource acl_entry[t][direction] = AWS::EC2::NetworkAclEntry {
        NetworkAclId: acl[t].ref
        Egress: direction == "outbound"
        RuleNumber: 100
        RuleAction: "allow"
        Protocol: -1
        CidrBlock: cidr
      }
    }

    for z in zone_numbers {
      resource acl_association[t][z] = AWS::EC2::SubnetNetworkAclAssociation {
        SubnetId: subnet[t][z]
        NetworkAclId: acl[t].ref
      }
    }
  }

  if flow_logs != null {
    @allow("checkov:CKV_AWS_158", reason: "it holds addresses and counts, no data; CloudWatch encrypts it")
    resource flow_log_group = LogGroup {
      retention: flow_logs.retention
      on_delete: flow_logs.on_delete
    }

    resource flow_log_role = Role {
      description: "Writes the flow logs of ${name}"
      service: "vpc-flow-logs.amazonaws.com"
      source_arn: "arn:${aws.partition}:ec2:${aws.region}:${aws.account_id}:vpc-flow-log/*"
      statements: [{
        actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
        resources: [flow_log_group.arn]
      }]
    }

    resource flow_log = AWS::EC2::FlowLog {
      ResourceType: "VPC"
      ResourceId: vpc.ref
      TrafficType: flow_logs.traffic
      MaxAggregationInterval: flow_logs.interval.seconds
      LogDestinationType: "cloud-watch-logs"
      LogGroupName: flow_log_group.name
      DeliverLogsPermissionArn: flow_log_role.arn
      Tags: [{ Key: "Name", Value: name }]
    }
  }

  if close_default_group {
    resource default_group = ClosedDefaultGroup {
      group_id: vpc.DefaultSecurityGroup
      vpc_name: name
    }
  }

  /// The VPC itself.
  output vpc
  /// Its identifier.
  output id: String = vpc.ref
  /// Its block of addresses.
  output cidr
  /// The subnets by tier, one for each zone: `vpc.subnets.private`.
  output subnets: Map<[AWS::EC2::Subnet]> = { for t, zonal in subnet: t => values(zonal) }
  /// The route tables by tier, one for each zone.
  output route_tables: Map<[AWS::EC2::RouteTable]> = { for t, zonal in table: t => values(zonal) }
  /// The addresses from which private tiers reach the internet, for others to let in.
  output outbound_addresses: [String] = [for a in values(address): a.PublicIp]
  /// The NAT gateways by their numbers, for metrics.
  output nat
}

/// What CloudFormation is asked for by `ClosedDefaultGroup`.
resource type Custom::ClosedDefaultGroup {
  properties {
    GroupId: String
    ServiceTimeout: Int?
  }
}

/// Takes all rules off the security group that EC2 makes with a VPC.
///
/// CloudFormation cannot: the group is not a resource of the stack, `AWS::EC2::SecurityGroupIngress` and `…Egress`
/// only add rules, and adding one does not remove the two that EC2 puts there. So a function does it, which may change
/// this one group and nothing else. Differently from CDK's, it takes off whatever rules there are, not only the two, and
/// deleting the stack does not open the group again: it stays closed until EC2 deletes it with its VPC.
construct ClosedDefaultGroup {
  /// The group: `vpc.DefaultSecurityGroup`.
  param group_id: String
  /// The VPC's name, for the descriptions.
  param vpc_name: String

  resource provider = Provider {
    description: "Closes the default security group of ${vpc_name}"
    code: file("./functions/close_default_group.py")
    statements: [
      {
        actions: ["ec2:RevokeSecurityGroupIngress", "ec2:RevokeSecurityGroupEgress"]
        resources: ["arn:${aws.partition}:ec2:${aws.region}:${aws.account_id}:security-group/${group_id}"]
      }
      {
        actions: ["ec2:DescribeSecurityGroups"]
        resources: ["*"]
        reason: "EC2 does not limit its Describe actions to resources"
      }
    ]
  }

  resource closed = Custom::ClosedDefaultGroup {
    ServiceToken: provider.arn
    ServiceTimeout: 120   // seconds; CloudFormation would wait an hour for a function that cannot answer
    GroupId: group_id
  }
}

/// Whatever is in a security group: a `SecurityGroup` itself, a service with one, or `{ group: imported }` for an
/// `existing imported = AWS::EC2::SecurityGroup { … }`.
type Grouped = { group: AWS::EC2::SecurityGroup }

/// The other side of a rule: a security group, a block of addresses, or a managed list of blocks.
type Peer = { group: Grouped } | { cidr: Cidr } | { cidr_ipv6: Cidr } | { prefix_list: String }

/// Lets something in.
type IngressRule = {
  /// From where.
  from: Peer
  /// The protocol; `"-1"` is all of them.
  protocol: "tcp" | "udp" | "icmp" | "icmpv6" | "-1" = "tcp"
  /// The port, or the first of several. Without it, all ports.
  port: Int(0..=65535)?
  /// The last port, when there are several.
  to_port: Int(0..=65535)?
  /// What for: it stands next to the rule in the console.
  description: String(1..=255)
}

/// Lets something out.
type EgressRule = {
  /// Where to.
  to: Peer
  /// The protocol; `"-1"` is all of them.
  protocol: "tcp" | "udp" | "icmp" | "icmpv6" | "-1" = "tcp"
  /// The port, or the first of several. Without it, all ports.
  port: Int(0..=65535)?
  /// The last port, when there are several.
  to_port: Int(0..=65535)?
  /// What for: it stands next to the rule in the console.
  description: String(1..=255)
}

/// The group of a peer that is one.
fn peer_group(peer: Peer): AWS::EC2::SecurityGroup? = match peer {
  { group } => group.group
  _ => null
}

/// The IPv4 block of a peer that is one.
fn peer_cidr(peer: Peer): Cidr? = match peer {
  { cidr } => cidr
  _ => null
}

/// The IPv6 block of a peer that is one.
fn peer_cidr_ipv6(peer: Peer): Cidr? = match peer {
  { cidr_ipv6 } => cidr_ipv6
  _ => null
}

/// The prefix list of a peer that is one.
fn peer_prefix_list(peer: Peer): String? = match peer {
  { prefix_list } => prefix_list
  _ => null
}

/// The first port of a rule as EC2 wants it: `-1` stands for all types of ICMP.
fn first_port(protocol: String, port: Int?): Int? =
  if protocol == "-1" then null else port ?? if protocol == "icmp" || protocol == "icmpv6" then -1 else 0

/// The last port of a rule as EC2 wants it.
fn last_port(protocol: String, port: Int?, to_port: Int?): Int? =
  if protocol == "-1" then null else to_port ?? port ?? if protocol == "icmp" || protocol == "icmpv6" then -1 else 65535

/// A security group: what may reach its members, and what they may reach.
///
/// Each rule is a resource of its own, by its name. So groups can name each other, also from one stack to another,
/// without a cycle, and a change of one rule leaves the others alone.
construct SecurityGroup {
  /// Its VPC: a `Vpc`, or `{ vpc: imported }` for an `existing imported = AWS::EC2::VPC { … }`.
  param vpc: { vpc: AWS::EC2::VPC }
  /// Whom it is for. A change replaces the group.
  param description: String(1..=255)
  /// What may come in: nothing, unless it says so.
  param ingress: Map<IngressRule> = {}
  /// What may go out, when not everything may.
  param egress: Map<EgressRule> = {}
  /// Whether its members may reach everything.
  param allow_all_outbound: Bool = true
  /// What the console calls it.
  param name: String?

  assert !allow_all_outbound || length(keys(egress)) == 0,
    "everything may go out, so `egress` decides nothing: set `allow_all_outbound: false` or leave `egress` out"

  resource group = AWS::EC2::SecurityGroup {
    GroupDescription: description
    VpcId: vpc.vpc
    SecurityGroupEgress: [
      // A group without any rule here gets one that lets everything out; the second one leads nowhere.
      if allow_all_outbound: { IpProtocol: "-1", CidrIp: "0.0.0.0/0", Description: "everything may go out" }
      if !allow_all_outbound: { IpProtocol: "-1", CidrIp: "127.0.0.1/32", Description: "nothing else may go out" }
    ]
    Tags: if name == null then null else [{ Key: "Name", Value: name }]
  }

  for key, rule in ingress {
    resource ingress_rule[key] = AWS::EC2::SecurityGroupIngress {
      GroupId: group
      SourceSecurityGroupId: peer_group(rule.from)
      CidrIp: peer_cidr(rule.from)
      CidrIpv6: peer_cidr_ipv6(rule.from)
      SourcePrefixListId: peer_prefix_list(rule.from)
      IpProtocol: rule.protocol
      FromPort: first_port(rule.protocol, rule.port)
      ToPort: last_port(rule.protocol, rule.port, rule.to_port)
      Description: rule.description
    }
  }

  for key, rule in egress {
    resource egress_rule[key] = AWS::EC2::SecurityGroupEgress {
      GroupId: group
      DestinationSecurityGroupId: peer_group(rule.to)
      CidrIp: peer_cidr(rule.to)
      CidrIpv6: peer_cidr_ipv6(rule.to)
      DestinationPrefixListId: peer_prefix_list(rule.to)
      IpProtocol: rule.protocol
      FromPort: first_port(rule.protocol, rule.port)
      ToPort: last_port(rule.protocol, rule.port, rule.to_port)
      Description: rule.description
    }
  }

  /// The group itself.
  output group
  /// Its identifier.
  output id: String = group.ref
}

/// Lets the members of one group reach those of another, wherever the two were made.
construct Connection {
  /// Who reaches.
  param from: Grouped
  /// Who is reached.
  param to: Grouped
  /// The port, or the first of several.
  param port: Int(0..=65535)
  /// The last port, when there are several.
  param to_port: Int(0..=65535) = port
  /// The protocol.
  param protocol: "tcp" | "udp" = "tcp"
  /// What for.
  param description: String(1..=255)
  /// Whether `from` has to be let out too, because it does not let everything out.
  param outbound: Bool = false

  resource ingress = AWS::EC2::SecurityGroupIngress {
    GroupId: to.group
    SourceSecurityGroupId: from.group
    IpProtocol: protocol
    FromPort: port
    ToPort: to_port
    Description: description
  }

  if outbound {
    resource egress = AWS::EC2::SecurityGroupEgress {
      GroupId: from.group
      DestinationSecurityGroupId: to.group
      IpProtocol: protocol
      FromPort: port
      ToPort: to_port
      Description: description
    }
  }
}
