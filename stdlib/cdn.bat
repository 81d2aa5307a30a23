/// Content close to its readers.
use std.iam.{Statement}

/// What readers get instead of one of the origin's errors.
type ErrorPage = {
  /// The origin's status. For an object that is not there, a private bucket says 403.
  code: 400 | 403 | 404 | 405 | 414 | 416 | 500 | 501 | 502 | 503 | 504
  /// The page, by its path: `"/index.html"`.
  page: String(/^\/.*$/)?
  /// The status that readers see.
  status: Int(200..=599)?
  /// How long CloudFront remembers the error.
  remember: Duration = 10s
}

/// CloudFront before a private bucket, which only this distribution can read (origin access control).
///
/// The bucket's policy has to let it: `Bucket { statements: cdn.read_bucket }`.
///
/// The bucket is one that S3's own key encrypts, which is the default: the policy of a KMS key would have to name the
/// distribution, which reads the bucket, which names the key, and CloudFormation does not deploy circles.
construct Distribution {
  /// The bucket.
  param bucket: { bucket: AWS::S3::Bucket }
  /// What it serves.
  param comment: String(..=128)
  /// The names that it answers to, beside its own of cloudfront.net. They need a certificate.
  param domains: [DomainName] = []
  /// A certificate for `domains`, made in us-east-1.
  param certificate: { certificate: AWS::CertificateManager::Certificate }?
  /// Where it has edges: in Europe and North America, also in Asia and others, or everywhere.
  param price_class: "PriceClass_100" | "PriceClass_200" | "PriceClass_All" = "PriceClass_100"
  /// The object served for `/`.
  param default_page: String?
  /// What readers get instead of errors.
  param error_pages: [ErrorPage] = []
  /// How long and by what objects are cached: a cache policy's identifier. The default is AWS's CachingOptimized.
  param cache_policy: String = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  /// The headers that browsers are sent: a response headers policy's identifier. The default is AWS's
  /// CORS-and-SecurityHeadersPolicy: any page may use the content, and none may frame it or guess its type.
  param response_headers: String = "e61eb60c-9c35-4d20-a928-2b84e02af89c"
  /// Where CloudFront writes down each request: a bucket that is `for_logs`.
  param logs: { bucket: { bucket: AWS::S3::Bucket }, prefix: String? }?
  /// The ARN of a web ACL of WAF, made in us-east-1.
  param web_acl: String?

  assert length(domains) == 0 || certificate != null, "a distribution with `domains` needs a `certificate` for them"

  resource access = AWS::CloudFront::OriginAccessControl {
    OriginAccessControlConfig: {
      Name: bucket.bucket.ref   // must be unique in the account, as the bucket's is
      OriginAccessControlOriginType: "s3"
      SigningBehavior: "always"
      SigningProtocol: "sigv4"
    }
  }

  resource distribution = AWS::CloudFront::Distribution {
    DistributionConfig: {
      Enabled: true
      Comment: comment
      Aliases: if length(domains) == 0 then null else domains
      ViewerCertificate: if certificate == null then null else {
        AcmCertificateArn: certificate.certificate.ref
        SslSupportMethod: "sni-only"
        MinimumProtocolVersion: "TLSv1.2_2021"
      }
      HttpVersion: "http2and3"
      IPV6Enabled: true
      PriceClass: price_class
      DefaultRootObject: default_page
      WebACLId: web_acl
      Origins: [{
        Id: "bucket"
        DomainName: bucket.bucket.RegionalDomainName
        OriginAccessControlId: access.ref
        S3OriginConfig: { OriginAccessIdentity: "" }   // the old way of access, which has to be given up by name
      }]
      DefaultCacheBehavior: {
        TargetOriginId: "bucket"
        ViewerProtocolPolicy: "redirect-to-https"
        AllowedMethods: ["GET", "HEAD", "OPTIONS"]
        CachedMethods: ["GET", "HEAD", "OPTIONS"]
        Compress: true
        CachePolicyId: cache_policy
        ResponseHeadersPolicyId: response_headers
      }
      CustomErrorResponses: if length(error_pages) == 0 then null else [for e in error_pages: {
        ErrorCode: e.code
        ResponseCode: e.status
        ResponsePagePath: e.page
        ErrorCachingMinTTL: e.remember.seconds
      }]
      Logging: if logs == null then null else {
        Bucket: logs.bucket.bucket.RegionalDomainName
        Prefix: logs.prefix
      }
    }
  }

  /// The distribution itself.
  output distribution
  /// Its identifier.
  output id: String = distribution.ref
  /// Its name at cloudfront.net.
  output domain: String = distribution.DomainName
  /// Its ARN.
  output arn: String = "arn:${aws.partition}:cloudfront::${aws.account_id}:distribution/${distribution.ref}"
  /// Lets the distribution read the bucket: a statement for the bucket's own policy.
  output read_bucket: [Statement] = [{
    sid: "ReadByDistribution"
    actions: ["s3:GetObject"]
    resources: ["${bucket.bucket.Arn}/*"]
    principals: { services: ["cloudfront.amazonaws.com"] }
    conditions: {
      StringEquals: {
        "aws:SourceArn": "arn:${aws.partition}:cloudfront::${aws.account_id}:distribution/${distribution.ref}"
      }
    }
    reason: "all objects of the bucket that it serves"
  }]
  /// Lets a role make the distribution forget what it has cached.
  output invalidate: [Statement] = [{
    actions: ["cloudfront:CreateInvalidation", "cloudfront:GetInvalidation"]
    resources: ["arn:${aws.partition}:cloudfront::${aws.account_id}:distribution/${distribution.ref}"]
  }]
}
