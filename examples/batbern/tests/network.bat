/// 3 to 5: the network, who may do what, and who pays.
use "../../../envs/dev.bat"
use "../../../envs/prod.bat"
use "../../../envs/staging.bat"
use "../app.bat".{BATbern}

// 3.1
test "should_createIsolatedVPC_when_environmentDeployed" for BATbern {
  assert like(only(AWS::EC2::VPC), { EnableDnsHostnames: true, EnableDnsSupport: true })

  // One subnet of each tier in each zone, each a /24 of its own.
  let subnets = resources(AWS::EC2::Subnet)
  assert length(subnets) == 3 * network.zones
  assert length(unique([for s in subnets: s.CidrBlock ?? ""])) == length(subnets)
  for s in subnets {
    assert s.CidrBlock != null && ends_with(s.CidrBlock, ".0/24") && cidr_contains(network.cidr, s.CidrBlock),
      "${s.meta.path}"
    assert s.VpcId == net.vpc.vpc.ref
    // Nothing gets a public address by itself.
    assert s.MapPublicIpOnLaunch != true, "${s.meta.path}"
  }
  assert keys(net.vpc.subnets) == ["public", "private", "isolated"]

  // Private subnets reach out through NAT gateways; from isolated ones nothing leads out.
  assert count(AWS::EC2::NatGateway) == network.nat_gateways
  let ways_out = [for r in resources(AWS::EC2::Route) if r.DestinationCidrBlock == "0.0.0.0/0": r]
  for tier, tables in net.vpc.route_tables {
    for table in tables {
      let own = [for r in ways_out if r.RouteTableId == table.ref: r]
      assert length(own) == (if tier == "isolated" then 0 else 1), "a route table of the ${tier} tier"
      for route in own {
        assert (route.NatGatewayId != null) == (tier == "private")
        assert (route.GatewayId != null) == (tier == "public")
      }
    }
  }

  // Traffic is logged, and the logs end.
  assert like(only(AWS::EC2::FlowLog), { ResourceId: net.vpc.vpc.ref, ResourceType: "VPC", TrafficType: "ALL" })
  for group in resources(AWS::Logs::LogGroup) {
    assert group.RetentionInDays != null, "${group.meta.path}"
  }

  // The isolated tier has an access list of its own, and the default security group lets nobody in.
  let isolated = net.vpc.subnets.isolated
  for s in isolated {
    assert any([for a in resources(AWS::EC2::SubnetNetworkAclAssociation): a.SubnetId == s.ref])
  }
  for entry in resources(AWS::EC2::NetworkAclEntry) {
    assert entry.RuleAction == "deny" || entry.CidrBlock == network.cidr, "${entry.meta.path} lets in more than the VPC"
  }
  assert count(Custom::ClosedDefaultGroup) == 1
}

// 4.1
test "should_enforceLeasePrivilege_when_creatingIAMRoles" for BATbern {
  for role in resources(AWS::IAM::Role) {
    for s in statements(role) {
      assert s.effect == "Deny" || length(s.not_actions) == 0, "${role.meta.path}"
      for action in s.actions {
        assert action != "*" && !ends_with(action, ":*"), "${role.meta.path} may do ${action}"
      }
      if s.property != "AssumeRolePolicyDocument" && any([for r in s.resources: r == "*"]) {
        assert s.reason != null, "${role.meta.path} may do something to everything, and does not say why"
      }
    }
    assert !any([for p in role.ManagedPolicyArns ?? []: ends_with(p, "AdministratorAccess")]), "${role.meta.path}"
  }

  // The stores open one port each, to groups and not to addresses.
  let doors = resources(AWS::EC2::SecurityGroupIngress)
  // The database's own tools reach it, and the services only its proxy.
  let tools = [db.proxy.group.ref, db.migrations.security.group.ref, db.rotation.group.ref]
  for door in doors {
    if door.GroupId == net.database.group.ref {
      assert door.FromPort == 5432 && door.ToPort == 5432 && door.CidrIp == null && door.CidrIpv6 == null,
        "${door.meta.path}"
      assert any([for tool in tools: door.SourceSecurityGroupId == tool]), "${door.meta.path}"
    }
    if door.GroupId == db.proxy.group.ref {
      assert like(door, {
        FromPort: 5432
        ToPort: 5432
        CidrIp: null
        SourceSecurityGroupId: net.application.group.ref
      }), "${door.meta.path}"
    }
    if door.GroupId == net.cache.group.ref {
      assert like(door, {
        FromPort: 6379
        ToPort: 6379
        CidrIp: null
        SourceSecurityGroupId: net.application.group.ref
      }), "${door.meta.path}"
    }
  }
  assert length([for door in doors if door.GroupId == net.database.group.ref: door]) == length(tools)
  assert any([for door in doors: door.GroupId == db.proxy.group.ref])
  assert any([for door in doors: door.GroupId == net.cache.group.ref])

  // Only what faces the internet is open to it, for HTTP and HTTPS.
  for door in doors {
    if door.CidrIp == "0.0.0.0/0" {
      assert door.FromPort == 80 || door.FromPort == 443, "${door.meta.path}"
    }
  }
}

/// The tags that every taggable resource has, with their values.
let common = { Project: "BATbern", ManagedBy: "batc" }

// 5.1
test "should_applyConsistentTags_when_creatingResources" for BATbern {
  let payer = if env.name == "production" then "Operations" else "Engineering"
  let expected = { ...common, Environment: env.name, CostCenter: payer }
  assert cost_center == payer
  let tagged = [
    ...[for r in resources(AWS::EC2::VPC): { path: r.meta.path, own: { for t in r.Tags ?? []: t.Key => t.Value } }]
    ...[for r in resources(AWS::EC2::Subnet): { path: r.meta.path, own: { for t in r.Tags ?? []: t.Key => t.Value } }]
    ...[
      for r in resources(AWS::EC2::NatGateway): { path: r.meta.path, own: { for t in r.Tags ?? []: t.Key => t.Value } }
    ]
    ...[
      for r in resources(AWS::EC2::SecurityGroup):
        { path: r.meta.path, own: { for t in r.Tags ?? []: t.Key => t.Value } }
    ]
    ...[for r in resources(AWS::KMS::Key): { path: r.meta.path, own: { for t in r.Tags ?? []: t.Key => t.Value } }]
    ...[
      for r in resources(AWS::SecretsManager::Secret):
        { path: r.meta.path, own: { for t in r.Tags ?? []: t.Key => t.Value } }
    ]
    ...[for r in resources(AWS::IAM::Role): { path: r.meta.path, own: { for t in r.Tags ?? []: t.Key => t.Value } }]
    ...[
      for r in resources(AWS::Logs::LogGroup): { path: r.meta.path, own: { for t in r.Tags ?? []: t.Key => t.Value } }
    ]
    ...[
      for r in resources(AWS::Lambda::Function): { path: r.meta.path, own: { for t in r.Tags ?? []: t.Key => t.Value } }
    ]
    ...[
      for r in resources(AWS::RDS::DBInstance): { path: r.meta.path, own: { for t in r.Tags ?? []: t.Key => t.Value } }
    ]
    ...[
      for r in resources(AWS::RDS::DBProxy):
        { path: r.meta.path, own: { for t in r.Tags ?? []: t.Key ?? "" => t.Value } }
    ]
    ...[
      for r in resources(AWS::ElastiCache::ReplicationGroup):
        { path: r.meta.path, own: { for t in r.Tags ?? []: t.Key => t.Value } }
    ]
    ...[for r in resources(AWS::S3::Bucket): { path: r.meta.path, own: { for t in r.Tags ?? []: t.Key => t.Value } }]
    ...[
      for r in resources(AWS::CloudFront::Distribution):
        { path: r.meta.path, own: { for t in r.Tags ?? []: t.Key => t.Value } }
    ]
    ...[
      for r in resources(AWS::CertificateManager::Certificate):
        { path: r.meta.path, own: { for t in r.Tags ?? []: t.Key => t.Value } }
    ]
    ...[
      for r in resources(AWS::CloudWatch::Alarm):
        { path: r.meta.path, own: { for t in r.Tags ?? []: t.Key => t.Value } }
    ]
    ...[for r in resources(AWS::SNS::Topic): { path: r.meta.path, own: { for t in r.Tags ?? []: t.Key => t.Value } }]
    ...[
      for r in resources(AWS::ECR::Repository): { path: r.meta.path, own: { for t in r.Tags ?? []: t.Key => t.Value } }
    ]
    ...[
      for r in resources(AWS::ECS::Cluster):
        { path: r.meta.path, own: { for t in r.Tags ?? []: t.Key ?? "" => t.Value } }
    ]
    ...[
      for r in resources(AWS::ECS::TaskDefinition):
        { path: r.meta.path, own: { for t in r.Tags ?? []: t.Key ?? "" => t.Value } }
    ]
    ...[
      for r in resources(AWS::ECS::Service):
        { path: r.meta.path, own: { for t in r.Tags ?? []: t.Key ?? "" => t.Value } }
    ]
    ...[
      for r in resources(AWS::ElasticLoadBalancingV2::LoadBalancer):
        { path: r.meta.path, own: { for t in r.Tags ?? []: t.Key => t.Value } }
    ]
    ...[
      for r in resources(AWS::ElasticLoadBalancingV2::TargetGroup):
        { path: r.meta.path, own: { for t in r.Tags ?? []: t.Key => t.Value } }
    ]
    ...[
      for r in resources(AWS::ApiGateway::RestApi):
        { path: r.meta.path, own: { for t in r.Tags ?? []: t.Key => t.Value } }
    ]
    ...[
      for r in resources(AWS::ApiGateway::Stage):
        { path: r.meta.path, own: { for t in r.Tags ?? []: t.Key => t.Value } }
    ]
  ]
  assert length(tagged) > 60
  // What each stack says that it is.
  let components = {
    net: "Network"
    secrets: "Secrets"
    db: "Database"
    storage: "Storage"
    cognito: "Cognito"
    cicd: "CICD"
    dns: "DNS"
    microservices: "Microservices"
    api: "ApiGateway"
    frontend: "Frontend"
    monitoring: "Monitoring"
    edge_monitoring: "Monitoring"
  }
  for r in tagged {
    assert like(r.own, expected), "${r.path}"
    assert r.own["Component"] == components[split(r.path, ".")[0]], "${r.path}"
    assert contains(keys(r.own), "Compliance") == (env.name == "production"), "${r.path}"
  }
  for r in resources(AWS::SSM::Parameter) {
    assert like(r.Tags, { ...expected, Component: "Secrets" }), "${r.meta.path}"
  }
  for r in resources(AWS::Cognito::UserPool) {
    assert like(r.UserPoolTags, { ...expected, Component: "Cognito" }), "${r.meta.path}"
  }
  // And the stacks themselves.
  for name, stack in stacks() {
    assert like(stack.tags, expected), "`${name}`"
    assert contains(keys(stack.tags), "Component"), "`${name}`"
  }
}
