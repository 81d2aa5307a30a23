/// Names and the certificates that prove them.

/// A hosted zone in which names are made.
type Zone = {
  /// Its identifier in Route 53: `"Z003987919RPX23XXEU48"`.
  id: String(/^Z[A-Z0-9]{1,31}$/)
  /// Its domain: `"batbern.ch"`.
  name: DomainName
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
    assert name == zone.name || ends_with(name, ".${zone.name}"),
      "`${name}` is not in the zone `${zone.name}`, so nothing could prove it"
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
}
