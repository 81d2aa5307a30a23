/// Application load balancers.
use std.dns.{AliasRecord, AliasTarget, Zone}
use std.network.{Peer, SecurityGroup}

/// An application load balancer (ALB), its security group, and its listeners. What it serves is added by services: each
/// of them makes a rule of the listener, so that several may share one. Where no rule matches, it answers 404.
///
/// With a certificate it listens on 443 and sends everybody from 80 there (301); without one on 80 only.
///
/// Decided here, and differently from what ELB and CDK do by default: it is internal unless it says otherwise, and
/// reached only by the clients that it names, where CDK's opens its listener to the whole internet; TLS is 1.2 with
/// forward secrecy or 1.3; header fields that break the rules of HTTP are dropped; it cannot be deleted by accident.
construct LoadBalancer {
  /// Its VPC.
  param vpc: { vpc: AWS::EC2::VPC }
  /// The subnets that it stands in, in two zones at least: of a public tier if the internet is to reach it.
  param subnets: [AWS::EC2::Subnet]
  /// Whether it has private addresses only.
  param internal: Bool = true
  /// Who may reach it, by name. Of one that is not internal, everybody, unless it says otherwise.
  param clients: Map<Peer> = if internal then {} else { internet: { cidr: "0.0.0.0/0" } }
  /// The certificate for HTTPS: a `Certificate`, or `{ arn: "arn:aws:acm:…" }`.
  param certificate: { arn: String }?
  /// Certificates for further names, by name; which one is shown depends on the name that a client asks for (SNI).
  param other_certificates: Map<{ arn: String }> = {}
  /// The versions and ciphers of TLS, as ELB's policies have them.
  param tls_policy: String = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
  /// A name for it, and the zone in which its record is made.
  param domain: { name: DomainName, zone: Zone }?
  /// Where each request is written down: a bucket that is `for_logs`. In the same stack as the bucket, add
  /// `@depends_on(bucket)`: ELB tries whether it may write when it is made.
  param access_logs: { bucket: { bucket: AWS::S3::Bucket }, prefix: String? }?
  /// Whether ELB refuses to delete it. Its DNS name, which others may know, would be lost with it.
  param deletion_protection: Bool = true
  /// How long a connection may be silent.
  param idle_timeout: Duration(1s..=4000s) = 60s
  /// The ARN of a web ACL of WAF, of the same region.
  param web_acl: String?

  assert length(keys(clients)) > 0,
    "nobody could reach it: name its `clients`, as in `clients: { application: { group } }`"
  assert length(keys(other_certificates)) == 0 || certificate != null,
    "`other_certificates` come on top of a `certificate`"

  let ports = if certificate == null then [80] else [443, 80]

  let nothing_here = [{
    Type: "fixed-response"
    FixedResponseConfig: { StatusCode: "404", ContentType: "text/plain", MessageBody: "nothing here" }
  }]

  resource security_group = SecurityGroup {
    vpc
    description: "Load balancer ${if internal then "for the VPC" else "for the internet"}"
    allow_all_outbound: false
    ingress: merge([for port in ports: { for name, peer in clients: "${name}-${port}" => {
      from: peer
      port
      description: if port == 443 then "HTTPS for ${name}"
        else if certificate == null then "HTTP for ${name}"
        else "HTTP for ${name}, who is sent to HTTPS"
    } }])
  }

  resource load_balancer = AWS::ElasticLoadBalancingV2::LoadBalancer {
    Type: "application"
    Scheme: if internal then "internal" else "internet-facing"
    Subnets: subnets
    SecurityGroups: [security_group.group]
    LoadBalancerAttributes: [
      { Key: "deletion_protection.enabled", Value: "${deletion_protection}" }
      { Key: "idle_timeout.timeout_seconds", Value: "${idle_timeout.seconds}" }
      { Key: "routing.http.drop_invalid_header_fields.enabled", Value: "true" }
      if access_logs != null: { Key: "access_logs.s3.enabled", Value: "true" }
      if access_logs != null: { Key: "access_logs.s3.bucket", Value: access_logs.bucket.bucket.ref }
      if access_logs?.prefix != null: { Key: "access_logs.s3.prefix", Value: access_logs.prefix }
    ]
  }

  if certificate != null {
    resource listener = AWS::ElasticLoadBalancingV2::Listener {
      LoadBalancerArn: load_balancer
      Port: 443
      Protocol: "HTTPS"
      SslPolicy: tls_policy
      Certificates: [{ CertificateArn: certificate.arn }]
      DefaultActions: nothing_here
    }

    resource redirect = AWS::ElasticLoadBalancingV2::Listener {
      LoadBalancerArn: load_balancer
      Port: 80
      Protocol: "HTTP"
      DefaultActions: [{
        Type: "redirect"
        RedirectConfig: { Protocol: "HTTPS", Port: "443", StatusCode: "HTTP_301" }
      }]
    }

    for name, other in other_certificates {
      resource other_certificate[name] = AWS::ElasticLoadBalancingV2::ListenerCertificate {
        ListenerArn: listener.ref
        Certificates: [{ CertificateArn: other.arn }]
      }
    }
  } else {
    resource listener = AWS::ElasticLoadBalancingV2::Listener {
      LoadBalancerArn: load_balancer
      Port: 80
      Protocol: "HTTP"
      DefaultActions: nothing_here
    }
  }

  if domain != null {
    resource record = AliasRecord {
      name: domain.name
      zone: domain.zone
      target: alias_target
      ipv6: false
      evaluate_health: true
    }
  }

  if web_acl != null {
    resource firewall = AWS::WAFv2::WebACLAssociation {
      ResourceArn: load_balancer.ref
      WebACLArn: web_acl
    }
  }

  let alias_target: AliasTarget = { domain: load_balancer.DNSName, zone_id: load_balancer.CanonicalHostedZoneID }
  let scheme = if certificate == null then "http" else "https"

  /// The load balancer itself.
  output load_balancer
  /// Its ARN.
  output arn: String = load_balancer.ref
  /// The listener that serves, to which services add their rules.
  output listener
  /// Its security group: what it reaches has to let this one in.
  output group: AWS::EC2::SecurityGroup = security_group.group
  /// Its own DNS name.
  output dns_name: String = load_balancer.DNSName
  /// What an alias of it stands for.
  output alias_target
  /// Whether it serves HTTPS.
  output https: Bool = certificate != null
  /// Where it is reached: its domain, or its own DNS name, for which no certificate can be had.
  output url: String = if domain == null then "${scheme}://${load_balancer.DNSName}" else "${scheme}://${domain.name}"
  /// How many requests it took.
  output metric_requests = metric(load_balancer, "RequestCount")
  /// How many errors the load balancer itself answered with, as when no target is well.
  output metric_5xx = metric(load_balancer, "HTTPCode_ELB_5XX_Count")
  /// How many errors its targets answered with.
  output metric_target_5xx = metric(load_balancer, "HTTPCode_Target_5XX_Count")
  /// How long targets took to answer, in seconds.
  output metric_response_time = metric(load_balancer, "TargetResponseTime")
  /// How many connections it had to refuse to its targets.
  output metric_connection_errors = metric(load_balancer, "TargetConnectionErrorCount")
}
