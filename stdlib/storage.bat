/// Buckets.
use std.iam.{Statement, policy}

/// What happens to objects as they age.
type LifecycleRule = {
  /// Only objects whose key begins so; without it, all.
  prefix: String?
  /// Cheaper storage classes, and the age at which an object moves there.
  transitions: [{
    to: "INTELLIGENT_TIERING" | "STANDARD_IA" | "ONEZONE_IA" | "GLACIER_IR" | "GLACIER" | "DEEP_ARCHIVE"
    after: Duration
  }] = []
  /// The age at which an object is deleted.
  expire_after: Duration?
}

/// Which web pages may use the bucket's objects from a browser.
type CorsRule = {
  /// `"https://www.batbern.ch"`; `"*"` is every page.
  origins: [String]
  /// What they may do.
  methods: ["GET" | "HEAD" | "PUT" | "POST" | "DELETE"] = ["GET", "HEAD"]
  /// Request headers that they may send.
  headers: [String] = []
  /// Response headers that they may read.
  exposed_headers: [String] = []
  /// How long a browser remembers all this.
  max_age: Duration = 1h
}

/// A private bucket: encrypted, not public, over TLS only, owned by its account, without remains of broken uploads.
///
/// CloudFormation deletes only empty buckets, so `on_delete: "Delete"` fails rather than lose objects.
construct Bucket {
  /// Its name, unique among all accounts of AWS. Without one, CloudFormation makes one up, which it can also replace.
  param name: String(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)?
  /// The KMS key that encrypts it; without one, S3's own does, which costs nothing and cannot be misconfigured.
  param key: { key: AWS::KMS::Key }?
  /// Whether overwritten and deleted objects can be brought back.
  param versions: Bool = false
  /// How long they can, when `versions` is on.
  param keep_old_versions: Duration = 90d
  /// What happens to objects as they age, by the rules' names.
  param lifecycle: Map<LifecycleRule> = {}
  /// Uploads in parts that were begun and never finished are paid for, and invisible: they are removed after this time.
  param abort_uploads_after: Duration = 7d
  /// Which web pages may use it from a browser.
  param cors: [CorsRule] = []
  /// Where S3 writes down each access: a bucket that is `for_logs`.
  param access_logs: { bucket: { bucket: AWS::S3::Bucket }, prefix: String? }?
  /// Whether other buckets of this account and CloudFront may write their logs into this one. CloudFront's need access
  /// lists, which are off otherwise.
  param for_logs: Bool = false
  /// Statements of the bucket's policy, beyond the one that refuses access without TLS.
  param statements: [Statement] = []
  /// What becomes of it when it is removed from the stack.
  param on_delete: "Delete" | "Retain" = "Retain"

  assert !(for_logs && key != null),
    "S3 writes access logs only into buckets that its own key encrypts: leave `key` out"
  for id, rule in lifecycle {
    for transition in rule.transitions {
      assert rule.expire_after == null || transition.after < rule.expire_after,
        "rule `${id}` moves objects to ${transition.to} when they have already expired"
    }
  }

  @on_delete(on_delete)
  @on_replace(on_delete)
  resource bucket = AWS::S3::Bucket {
    BucketName: name
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{
        BucketKeyEnabled: if key == null then null else true
        ServerSideEncryptionByDefault: {
          SSEAlgorithm: if key == null then "AES256" else "aws:kms"
          KMSMasterKeyID: key?.key?.Arn
        }
      }]
    }
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true
      BlockPublicPolicy: true
      IgnorePublicAcls: true
      RestrictPublicBuckets: true
    }
    OwnershipControls: {
      Rules: [{ ObjectOwnership: if for_logs then "BucketOwnerPreferred" else "BucketOwnerEnforced" }]
    }
    VersioningConfiguration: if versions then { Status: "Enabled" } else null
    LifecycleConfiguration: {
      Rules: [
        ...[for id, rule in lifecycle: {
          Id: id
          Status: "Enabled"
          Prefix: rule.prefix
          Transitions: if length(rule.transitions) == 0 then null else [for t in rule.transitions: {
            StorageClass: t.to
            TransitionInDays: t.after.days
          }]
          ExpirationInDays: rule.expire_after?.days
        }]
        if versions: {
          Id: "old-versions"
          Status: "Enabled"
          NoncurrentVersionExpiration: { NoncurrentDays: keep_old_versions.days }
          ExpiredObjectDeleteMarker: true
        }
        {
          Id: "unfinished-uploads"
          Status: "Enabled"
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: abort_uploads_after.days }
        }
      ]
    }
    CorsConfiguration: if length(cors) == 0 then null else {
      CorsRules: [for rule in cors: {
        AllowedOrigins: rule.origins
        AllowedMethods: rule.methods
        AllowedHeaders: if length(rule.headers) == 0 then null else rule.headers
        ExposedHeaders: if length(rule.exposed_headers) == 0 then null else rule.exposed_headers
        MaxAge: rule.max_age.seconds
      }]
    }
    LoggingConfiguration: if access_logs == null then null else {
      DestinationBucketName: access_logs.bucket.bucket.ref
      LogFilePrefix: access_logs.prefix
    }
  }

  resource access = AWS::S3::BucketPolicy {
    Bucket: bucket
    PolicyDocument: policy([
      {
        sid: "OnlyOverTls"
        effect: "Deny"
        actions: ["s3:*"]
        resources: [bucket.Arn, "${bucket.Arn}/*"]
        principals: "*"
        conditions: { Bool: { "aws:SecureTransport": "false" } }
        reason: "it denies, and nothing at all may go unencrypted"
      }
      if for_logs: {
        sid: "AccessLogsOfThisAccount"
        actions: ["s3:PutObject"]
        resources: ["${bucket.Arn}/*"]
        principals: { services: ["logging.s3.amazonaws.com"] }
        conditions: { StringEquals: { "aws:SourceAccount": aws.account_id } }
      }
      ...statements
    ])
  }

  /// The bucket itself.
  output bucket
  /// Its name.
  output name: String = bucket.ref
  /// Its ARN.
  output arn: String = bucket.Arn
  /// The host that serves its objects in its region, which CloudFront takes.
  output domain: String = bucket.RegionalDomainName
  /// Lets a role list and read the objects.
  output read: [Statement] = [
    { actions: ["s3:ListBucket", "s3:GetBucketLocation"], resources: [bucket.Arn] }
    { actions: ["s3:GetObject"], resources: ["${bucket.Arn}/*"], reason: "all objects of this one bucket" }
    if key != null: { actions: ["kms:Decrypt"], resources: [key.key.Arn] }
  ]
  /// Lets a role write and delete objects.
  output write: [Statement] = [
    {
      actions: ["s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"]
      resources: ["${bucket.Arn}/*"]
      reason: "all objects of this one bucket"
    }
    if key != null: { actions: ["kms:GenerateDataKey", "kms:Decrypt"], resources: [key.key.Arn] }
  ]
}
