/// Production is never weaker than staging, whatever else changes: what staging has of backups, of a second zone and of
/// protection, production has at least as much of. `envs/prod.bat` imports these rules.
use "../../envs/staging.bat".{staging}

/// Databases.
rule "production databases are as safe as staging's" for AWS::RDS::DBInstance as db {
  for other in resources(AWS::RDS::DBInstance, in: staging) {
    // RDS keeps backups for a day when nothing is said.
    assert (db.BackupRetentionPeriod ?? 1) >= (other.BackupRetentionPeriod ?? 1),
      "`${db.meta.path}` keeps backups for ${db.BackupRetentionPeriod ?? 1} days, staging for ${other.BackupRetentionPeriod ?? 1}"
    assert db.MultiAZ == true || other.MultiAZ != true, "`${db.meta.path}` is in one zone, staging's in two"
    assert db.DeletionProtection == true || other.DeletionProtection != true,
      "`${db.meta.path}` can be deleted, staging's cannot"
    assert db.StorageEncrypted == true || other.StorageEncrypted != true,
      "`${db.meta.path}` is not encrypted, staging's is"
    // A snapshot may stay where everything stays.
    assert db.meta.on_delete == other.meta.on_delete || db.meta.on_delete == "RetainExceptOnCreate",
      "`${db.meta.path}` is treated by `${db.meta.on_delete}` when it is deleted, staging's by `${other.meta.on_delete}`"
  }
}

/// Redis.
rule "production caches are as safe as staging's" for AWS::ElastiCache::ReplicationGroup as cache {
  for other in resources(AWS::ElastiCache::ReplicationGroup, in: staging) {
    assert (cache.SnapshotRetentionLimit ?? 0) >= (other.SnapshotRetentionLimit ?? 0),
      "`${cache.meta.path}` keeps fewer snapshots than staging's"
    assert cache.MultiAZEnabled == true || other.MultiAZEnabled != true,
      "`${cache.meta.path}` is in one zone, staging's in several"
    assert cache.AutomaticFailoverEnabled == true || other.AutomaticFailoverEnabled != true,
      "`${cache.meta.path}` stays away when its node fails, staging's does not"
    assert (cache.NumCacheClusters ?? 1) >= (other.NumCacheClusters ?? 1),
      "`${cache.meta.path}` has fewer nodes than staging's"
  }
}

/// Buckets, each compared with the one at its place.
rule "production buckets are as safe as staging's" for AWS::S3::Bucket as bucket {
  for other in [for b in resources(AWS::S3::Bucket, in: staging) if b.meta.path == bucket.meta.path: b] {
    assert bucket.meta.on_delete == other.meta.on_delete || bucket.meta.on_delete == "RetainExceptOnCreate",
      "`${bucket.meta.path}` is treated by `${bucket.meta.on_delete}` when it is deleted, staging's by `${other.meta.on_delete}`"
    assert bucket.VersioningConfiguration?.Status == "Enabled" || other.VersioningConfiguration?.Status != "Enabled",
      "`${bucket.meta.path}` keeps no versions, staging's does"
  }
}

/// Users.
rule "production user pools are as safe as staging's" for AWS::Cognito::UserPool as pool {
  for other in resources(AWS::Cognito::UserPool, in: staging) {
    assert pool.DeletionProtection == "ACTIVE" || other.DeletionProtection != "ACTIVE",
      "`${pool.meta.path}` can be deleted, staging's cannot"
  }
}

/// The network.
rule "production has as many ways out as staging" for AWS::EC2::VPC as vpc {
  assert count(AWS::EC2::NatGateway) >= count(AWS::EC2::NatGateway, in: staging),
    "`${vpc.meta.path}` has fewer NAT gateways than staging's"
  assert count(AWS::EC2::Subnet) >= count(AWS::EC2::Subnet, in: staging),
    "`${vpc.meta.path}` has fewer subnets than staging's"
}
