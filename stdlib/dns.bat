/// Names and the certificates that prove them.
use std.retention.{deletion_policy}

/// A hosted zone in which names are made. A `HostedZone` is one; so is a record of what exists already.
type Zone = {
  /// Its identifier in Route 53: `"Z003987919RPX23XXEU48"`.
  id: String(/^Z[A-Z0-9]{1,31}$/)
  /// Its domain: `"batbern.ch"`.
  name: DomainName
}

/// What an alias stands for: each construct that can be reached by a name gives it out as `alias_target`.
type AliasTarget = {
  /// Its own name at AWS.
  domain: String
  /// The zone in which AWS keeps that name, which differs from service to service and region to region.
  zone_id: String
}

/// Whether a name is a zone's own, or lies below it.
fn in_zone(name: String, zone: String): Bool = name == zone || ends_with(name, ".${zone}")

/// A public hosted zone, or with `private_in` one that only some VPCs see.
///
/// A new public zone is found by nobody until the zone above it delegates to `name_servers`. Deleting a zone and making
/// it again gives it other name servers, so it is kept when it is removed from the stack.
construct HostedZone {
  /// Its domain: `"example.com"`. A change replaces the zone.
  param domain: DomainName
  /// What it is for.
  param description: String(1..=256)?
  /// The VPCs that see it, in which region each is; without any, the zone is public.
  param private_in: Map<{ vpc: { vpc: AWS::EC2::VPC }, region: Region }> = {}
  /// The log group of each query's line, in us-east-1, whose name begins with `/aws/route53/`. A resource policy of
  /// CloudWatch Logs has to let Route 53 write there. Private zones have none.
  param query_log: { group: AWS::Logs::LogGroup }?
  /// What becomes of it when it is removed from the stack. CloudFormation deletes only zones without records.
  param on_delete: "Delete" | "Retain" = "Retain"

  assert length(private_in) == 0 || query_log == null,
    "Route 53 logs no queries of private zones: leave `query_log` out"

  @on_delete(deletion_policy(on_delete))
  @on_replace(on_delete)
  resource zone = AWS::Route53::HostedZone {
    Name: domain
    HostedZoneConfig: if description == null then null else { Comment: description }
    VPCs: if length(private_in) == 0 then null else [for v in values(private_in): {
      VPCId: v.vpc.vpc.ref
      VPCRegion: v.region
    }]
    QueryLoggingConfig: if query_log == null then null else { CloudWatchLogsLogGroupArn: query_log.group.Arn }
  }

  /// The zone itself.
  output zone
  /// Its identifier.
  output id: String = zone.ref
  /// Its domain.
  output name: DomainName = domain
  /// The servers that the zone above has to name, joined by commas.
  output name_servers: String = join(zone.NameServers, ",")
}

/// A public certificate, validated by a record that CloudFormation writes into the zone, and renewed by AWS for as long
/// as that record stays.
///
/// A certificate serves only the region that it is made in, and CloudFront takes only those of us-east-1: put it into a
/// stack of that region and refer to it from others.
construct Certificate {
  /// The name that it proves.
  param domain: DomainName
  /// The zone that holds that name.
  param zone: Zone
  /// Further names of the same zone.
  param other_names: [DomainName] = []

  for name in [domain, ...other_names] {
    assert in_zone(name, zone.name), "`${name}` is not in the zone `${zone.name}`, so nothing could prove it"
  }

  resource certificate = AWS::CertificateManager::Certificate {
    DomainName: domain
    SubjectAlternativeNames: if length(other_names) > 0 then other_names else null
    ValidationMethod: "DNS"
    DomainValidationOptions: [for name in [domain, ...other_names]: { DomainName: name, HostedZoneId: zone.id }]
  }

  /// The certificate itself.
  output certificate
  /// Its ARN, which load balancers and distributions take.
  output arn: String = certificate.ref
  /// The days until it ends, which fall below 30 only when it could not be renewed.
  output metric_days_to_expiry = metric(certificate, "DaysToExpiry")
}

/// A name for something at AWS: an alias, which costs nothing per query and, unlike a CNAME, can stand for a whole
/// zone.
construct AliasRecord {
  /// The name.
  param name: DomainName
  /// The zone that holds it.
  param zone: Zone
  /// What it stands for: `site.alias_target`.
  param target: AliasTarget
  /// Whether readers are also led there by IPv6, which the target has to speak.
  param ipv6: Bool = true
  /// Whether Route 53 answers only while the target is healthy, as load balancers say of themselves. CloudFront and API
  /// Gateway do not.
  param evaluate_health: Bool = false

  assert in_zone(name, zone.name), "`${name}` is not in the zone `${zone.name}`"

  for type in ["A", if ipv6: "AAAA"] {
    resource record[type] = AWS::Route53::RecordSet {
      HostedZoneId: zone.id
      Name: name
      Type: type
      AliasTarget: {
        DNSName: target.domain
        HostedZoneId: target.zone_id
        EvaluateTargetHealth: evaluate_health
      }
    }
  }

  /// The name, there when its records are.
  output name: String = record["A"].ref
}
