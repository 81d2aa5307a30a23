/// What an account should not have, whatever it runs: a baseline of rules, in force wherever this module is imported.
///
/// `use std.policy` in an app's file, without names, puts all of these rules in force for its environments. Where a
/// resource is meant to break one, `@allow("the rule", reason: "…")` before it says why. Rules about production ask
/// where the environment says `production: true`.

// ---- Encryption at rest ----

/// Each bucket says how its objects are encrypted.
rule "buckets are encrypted" for AWS::S3::Bucket as bucket {
  assert bucket.BucketEncryption != null, "`${bucket.meta.path}` does not say how it is encrypted: `BucketEncryption`"
}

/// Databases are encrypted; that cannot be changed later without a new database.
rule "databases are encrypted" for AWS::RDS::DBInstance | AWS::RDS::DBCluster | AWS::DocDB::DBCluster |
    AWS::Neptune::DBCluster as db {
  assert db.StorageEncrypted == true, "`${db.meta.path}` is not encrypted: `StorageEncrypted: true`"
}

/// Redis and Valkey are encrypted.
rule "caches are encrypted" for AWS::ElastiCache::ReplicationGroup as cache {
  assert cache.AtRestEncryptionEnabled == true, "`${cache.meta.path}` is not encrypted: `AtRestEncryptionEnabled: true`"
}

/// Disks and file systems are encrypted.
rule "disks are encrypted" for AWS::EC2::Volume | AWS::EFS::FileSystem as disk {
  assert disk.Encrypted == true, "`${disk.meta.path}` is not encrypted: `Encrypted: true`"
}

/// Queues are encrypted, with SQS's own key or another.
rule "queues are encrypted" for AWS::SQS::Queue as queue {
  assert queue.KmsMasterKeyId != null || queue.SqsManagedSseEnabled != false,
    "`${queue.meta.path}` is not encrypted: leave `SqsManagedSseEnabled` out, or name a key"
}

/// Streams are encrypted.
rule "streams are encrypted" for AWS::Kinesis::Stream as stream {
  assert stream.StreamEncryption != null, "`${stream.meta.path}` is not encrypted: `StreamEncryption`"
}

/// Search domains are encrypted.
rule "search domains are encrypted" for AWS::OpenSearchService::Domain as domain {
  assert domain.EncryptionAtRestOptions?.Enabled == true,
    "`${domain.meta.path}` is not encrypted: `EncryptionAtRestOptions: { Enabled: true }`"
}

/// Keys that can rotate do.
rule "keys rotate" for AWS::KMS::Key as key {
  if key.KeySpec == null || key.KeySpec == "SYMMETRIC_DEFAULT" {
    assert key.EnableKeyRotation == true, "`${key.meta.path}` never changes: `EnableKeyRotation: true`"
  }
}

// ---- No public access ----

/// No bucket can be opened to the public, not even by a later policy or ACL.
rule "buckets are not public" for AWS::S3::Bucket as bucket {
  let block = bucket.PublicAccessBlockConfiguration
  assert like(block, {
    BlockPublicAcls: true
    BlockPublicPolicy: true
    IgnorePublicAcls: true
    RestrictPublicBuckets: true
  }), "`${bucket.meta.path}` could be made public: all four of `PublicAccessBlockConfiguration` must be `true`"
}

/// No database has an address on the internet.
rule "databases are not public" for AWS::RDS::DBInstance as db {
  assert db.PubliclyAccessible == false, "`${db.meta.path}` may get a public address: `PubliclyAccessible: false`"
}

/// What a resource's own policy allows is for someone, or under a condition.
rule "policies of resources name whom they allow" for AWS::S3::BucketPolicy | AWS::SQS::QueuePolicy |
    AWS::SNS::TopicPolicy | AWS::KMS::Key | AWS::SecretsManager::ResourcePolicy | AWS::ECR::Repository |
    AWS::IAM::Role as resource {
  for s in statements(resource) {
    let everyone = any([for p in s.principals: p == "*"])
    assert s.effect == "Deny" || s.conditions != null || !everyone,
      "`${resource.meta.path}` allows everyone: name the principals, or add a condition"
  }
}

/// A function's address is for those whom IAM lets in.
rule "function URLs ask who calls" for AWS::Lambda::Url as url {
  assert url.AuthType == "AWS_IAM", "`${url.meta.path}` can be called by anyone: `AuthType: \"AWS_IAM\"`"
}

/// Of what is open to the whole internet, only HTTP and HTTPS.
rule "only web ports are open to everyone" for AWS::EC2::SecurityGroup as group {
  for rule_ in group.SecurityGroupIngress ?? [] {
    if rule_.CidrIp == "0.0.0.0/0" || rule_.CidrIpv6 == "::/0" {
      assert rule_.FromPort == rule_.ToPort && (rule_.FromPort == 80 || rule_.FromPort == 443),
        "`${group.meta.path}` opens a port to everyone that is neither 80 nor 443"
    }
  }
}

/// The same for rules that stand alone.
rule "only web ports are opened to everyone" for AWS::EC2::SecurityGroupIngress as ingress {
  if ingress.CidrIp == "0.0.0.0/0" || ingress.CidrIpv6 == "::/0" {
    assert ingress.FromPort == ingress.ToPort && (ingress.FromPort == 80 || ingress.FromPort == 443),
      "`${ingress.meta.path}` opens a port to everyone that is neither 80 nor 443"
  }
}

// ---- TLS only ----

/// Each bucket has a policy that denies what comes without TLS.
rule "buckets take TLS only" for AWS::S3::Bucket as bucket {
  assert any([
    for policy in resources(AWS::S3::BucketPolicy): policy.Bucket == bucket.ref && any([
      for s in statements(policy):
        s.effect == "Deny" && like(s.conditions, { Bool: { "aws:SecureTransport": "false" } })
    ])
  ]), "`${bucket.meta.path}` takes requests without TLS: deny them where `aws:SecureTransport` is `\"false\"`"
}

/// Redis and Valkey take TLS only.
rule "caches take TLS only" for AWS::ElastiCache::ReplicationGroup as cache {
  assert cache.TransitEncryptionEnabled == true,
    "`${cache.meta.path}` takes plain text: `TransitEncryptionEnabled: true`"
}

/// What faces the internet speaks HTTPS, or sends there.
rule "public load balancers take TLS only" for AWS::ElasticLoadBalancingV2::Listener as listener {
  let is_internal = any([
    for balancer in resources(AWS::ElasticLoadBalancingV2::LoadBalancer):
      listener.LoadBalancerArn == balancer.ref && balancer.Scheme == "internal"
  ])
  if listener.Protocol == "HTTP" && !is_internal {
    assert all([
      for action in listener.DefaultActions: action.Type == "redirect" && action.RedirectConfig?.Protocol == "HTTPS"
    ]), "`${listener.meta.path}` serves plain HTTP to the internet: redirect it to HTTPS"
  }
}

/// Distributions serve HTTPS, or send there.
rule "distributions take TLS only" for AWS::CloudFront::Distribution as distribution {
  let config = distribution.DistributionConfig
  assert config.DefaultCacheBehavior.ViewerProtocolPolicy != "allow-all",
    "`${distribution.meta.path}` serves plain HTTP: `ViewerProtocolPolicy: \"redirect-to-https\"`"
  for behaviour in config.CacheBehaviors ?? [] {
    assert behaviour.ViewerProtocolPolicy != "allow-all",
      "`${distribution.meta.path}` serves plain HTTP for `${behaviour.PathPattern}`"
  }
}

/// Search domains take HTTPS only.
rule "search domains take TLS only" for AWS::OpenSearchService::Domain as domain {
  assert domain.DomainEndpointOptions?.EnforceHTTPS == true,
    "`${domain.meta.path}` takes plain HTTP: `DomainEndpointOptions: { EnforceHTTPS: true }`"
}

// ---- IAM ----

/// No role or user may do everything, of AWS or of a service.
rule "actions are named" for AWS::IAM::Role | AWS::IAM::Policy | AWS::IAM::RolePolicy | AWS::IAM::ManagedPolicy |
    AWS::IAM::UserPolicy | AWS::IAM::GroupPolicy as holder {
  for s in statements(holder) {
    for action in s.actions {
      if s.effect == "Allow" {
        assert action != "*" && !(known(action) && ends_with(action, ":*")),
          "`${holder.meta.path}` allows `${action}`: name the actions that are needed"
      }
    }
    assert s.effect == "Deny" || length(s.not_actions) == 0,
      "`${holder.meta.path}` allows all but some actions: name those that are needed"
  }
}

/// Where a role may do something to everything, or a group of actions by a wildcard, its statement says why:
/// `reason` in a `Statement`, `Reason` in a raw policy.
rule "wildcards have a reason" for AWS::IAM::Role | AWS::IAM::Policy | AWS::IAM::RolePolicy | AWS::IAM::ManagedPolicy |
    AWS::IAM::UserPolicy | AWS::IAM::GroupPolicy as holder {
  for s in statements(holder) {
    let wide = any([for r in s.resources: r == "*"]) || any([for a in s.actions: known(a) && ends_with(a, "*")])
    if s.effect == "Allow" && wide {
      assert s.reason != null,
        "`${holder.meta.path}` allows something with a wildcard, and does not say why: give the statement a reason"
    }
  }
}

// ---- Production ----

/// Databases refuse to be deleted.
rule "production databases refuse deletion" for AWS::RDS::DBInstance | AWS::RDS::DBCluster | AWS::DocDB::DBCluster |
    AWS::Neptune::DBCluster as db {
  if env.production {
    assert db.DeletionProtection == true, "`${db.meta.path}` can be deleted in production: `DeletionProtection: true`"
  }
}

/// Tables refuse to be deleted, and can go back in time.
rule "production tables are protected" for AWS::DynamoDB::Table as table {
  if env.production {
    assert table.DeletionProtectionEnabled == true,
      "`${table.meta.path}` can be deleted in production: `DeletionProtectionEnabled: true`"
    assert table.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled == true,
      "`${table.meta.path}` has no backups in production: `PointInTimeRecoveryEnabled: true`"
  }
}

/// User pools refuse to be deleted: nobody's password can be brought back.
rule "production user pools refuse deletion" for AWS::Cognito::UserPool as pool {
  if env.production {
    assert pool.DeletionProtection == "ACTIVE",
      "`${pool.meta.path}` can be deleted in production: `DeletionProtection: \"ACTIVE\"`"
  }
}

/// Databases are backed up for a week at least.
rule "production databases are backed up" for AWS::RDS::DBInstance | AWS::RDS::DBCluster as db {
  if env.production {
    // RDS keeps backups for a day when nothing is said.
    assert (db.BackupRetentionPeriod ?? 1) >= 7,
      "`${db.meta.path}` keeps backups for less than a week in production: `BackupRetentionPeriod: 7` or more"
  }
}

/// Caches are, too.
rule "production caches are backed up" for AWS::ElastiCache::ReplicationGroup as cache {
  if env.production {
    assert (cache.SnapshotRetentionLimit ?? 0) >= 1,
      "`${cache.meta.path}` keeps no snapshot in production: `SnapshotRetentionLimit: 1` or more"
  }
}

/// What holds data outlives its stack.
rule "production data outlives its stack" for AWS::RDS::DBInstance | AWS::RDS::DBCluster | AWS::S3::Bucket |
    AWS::DynamoDB::Table | AWS::EFS::FileSystem | AWS::Cognito::UserPool as store {
  if env.production {
    assert store.meta.on_delete != "Delete",
      "`${store.meta.path}` is deleted with its stack in production: `@on_delete(\"RetainExceptOnCreate\")` before it"
  }
}

// ---- Logs ----

/// Logs end some day: without a retention, CloudWatch keeps and bills them for ever.
rule "log groups have a retention" for AWS::Logs::LogGroup as group {
  assert group.RetentionInDays != null, "`${group.meta.path}` keeps logs for ever: `RetentionInDays`"
}
