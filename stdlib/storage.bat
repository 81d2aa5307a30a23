/// Buckets, and repositories of container images.
use std.iam.{Statement, policy}
use std.retention.{deletion_policy}

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
  /// Whether other buckets and load balancers of this account and CloudFront may write their logs into this one.
  /// CloudFront's need access lists, which are off otherwise.
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

  @on_delete(deletion_policy(on_delete))
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
      if for_logs: {
        sid: "LoadBalancersOfThisAccount"
        actions: ["s3:PutObject"]
        resources: ["${bucket.Arn}/*"]
        principals: { services: ["logdelivery.elasticloadbalancing.amazonaws.com"] }
        conditions: {
          ArnLike: {
            "aws:SourceArn": "arn:${aws.partition}:elasticloadbalancing:*:${aws.account_id}:loadbalancer/*"
          }
        }
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

/// A repository of container images: private, scanned when pushed to, with tags that never change what they mean, and
/// without the remains of old builds.
///
/// Decided here, and differently from what ECR and CDK do by default: a tag is given once, so what was tested is what
/// runs; images are scanned; old ones go, as they are paid for by the gigabyte.
construct Repository {
  /// Its name: `"batbern/event-management"`. Without one CloudFormation makes it up.
  param name: String(/^([a-z0-9]+([._-][a-z0-9]+)*\/)*[a-z0-9]+([._-][a-z0-9]+)*$/)?
  /// How many images are kept. What runs somewhere must be among them.
  param keep_images: Int(1..=10000) = 50
  /// After what time images without a tag go: they were overwritten, or are parts of others.
  param expire_untagged: Duration(1d..) = 7d
  /// Tags that may be given again, though others may not: a cache of the build, `"latest"`. `*` stands for any text.
  param mutable_tags: [String(/^[A-Za-z0-9._*-]{1,128}$/)] = []
  /// The KMS key that encrypts it; without one, ECR's own does, which costs nothing. A change replaces the repository.
  param key: { key: AWS::KMS::Key }?
  /// Who else may pull or push, such as other accounts: statements of the repository's own policy, without resources.
  param statements: [Statement] = []
  /// What becomes of it when it is removed from the stack: it stays, or goes with all its images.
  param on_delete: "Delete" | "Retain" = "Retain"

  assert length(mutable_tags) <= 5,
    "ECR takes 5 exceptions from unchangeable tags at most, found ${length(mutable_tags)}"

  @on_delete(deletion_policy(on_delete))
  @on_replace(on_delete)
  resource repository = AWS::ECR::Repository {
    RepositoryName: name
    ImageScanningConfiguration: { ScanOnPush: true }
    ImageTagMutability: if length(mutable_tags) == 0 then "IMMUTABLE" else "IMMUTABLE_WITH_EXCLUSION"
    ImageTagMutabilityExclusionFilters: if length(mutable_tags) == 0 then null else [for tag in mutable_tags: {
      ImageTagMutabilityExclusionFilterType: "WILDCARD"
      ImageTagMutabilityExclusionFilterValue: tag
    }]
    EncryptionConfiguration: {
      EncryptionType: if key == null then "AES256" else "KMS"
      KmsKey: key?.key?.Arn
    }
    EmptyOnDelete: on_delete == "Delete"
    RepositoryPolicyText: if length(statements) == 0 then null else policy(statements)
    LifecyclePolicy: {
      LifecyclePolicyText: json({
        rules: [
          {
            rulePriority: 1
            description: "without a tag"
            selection: {
              tagStatus: "untagged"
              countType: "sinceImagePushed"
              countUnit: "days"
              countNumber: expire_untagged.days
            }
            action: { type: "expire" }
          }
          {
            rulePriority: 2
            description: "all but the last"
            selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: keep_images }
            action: { type: "expire" }
          }
        ]
      })
    }
  }

  let sign_in: Statement = {
    actions: ["ecr:GetAuthorizationToken"]
    resources: ["*"]
    reason: "signing in is to the account's registry as a whole; IAM knows no narrower resource"
  }

  /// The repository itself.
  output repository
  /// Its name.
  output name: String = repository.ref
  /// Its ARN.
  output arn: String = repository.Arn
  /// Its address: an image is `"${uri}:TAG"`.
  output uri: String = repository.RepositoryUri
  /// Lets a role pull images.
  output pull: [Statement] = [
    sign_in
    {
      actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
      resources: [repository.Arn]
    }
  ]
  /// Lets a role push images, and see what is there.
  output push: [Statement] = [
    sign_in
    {
      actions: [
        "ecr:BatchCheckLayerAvailability"
        "ecr:BatchGetImage"
        "ecr:CompleteLayerUpload"
        "ecr:DescribeImages"
        "ecr:GetDownloadUrlForLayer"
        "ecr:InitiateLayerUpload"
        "ecr:PutImage"
        "ecr:UploadLayerPart"
      ]
      resources: [repository.Arn]
    }
  ]
}
