/// Content close to its readers.
use std.dns.{AliasRecord, AliasTarget, Zone}
use std.iam.{Statement}
use std.storage.{Bucket}

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

/// A server as origin: a load balancer, an API, any host that speaks HTTP.
type Server = {
  /// Its host name. Over HTTPS, its certificate has to prove this name: that of a load balancer is not the balancer's
  /// own.
  domain: String
  /// How CloudFront reaches it. Anything but HTTPS is readable on the way.
  protocol: "https-only" | "http-only" = "https-only"
  /// The port.
  port: Int(80..=65535)?
  /// How long it may take to answer.
  timeout: Duration(1s..=120s) = 30s
  /// Headers that CloudFront adds, by which the server knows it.
  headers: Map<String> = {}
  /// The ARN of an internal load balancer or instance. CloudFront then reaches it inside its VPC, so that the world
  /// cannot go around CloudFront.
  private_arn: String?
}

/// What a distribution stands before.
type Origin = { bucket: { bucket: AWS::S3::Bucket } } | { server: Server }

/// How some paths are treated. What is left out is as everywhere in the distribution.
type Behavior = {
  /// How long and by what they are cached: a cache policy's identifier.
  cache_policy: String?
  /// The headers that browsers are sent: a response headers policy's identifier.
  response_headers: String?
  /// The ARN of a CloudFront Function that sees each request first.
  on_request: String?
  /// The ARN of a CloudFront Function that sees each response last.
  on_response: String?
}

/// The bucket of an origin that is one.
fn origin_bucket(origin: Origin): AWS::S3::Bucket? = match origin {
  { bucket } => bucket.bucket
  _ => null
}

/// The server of an origin that is one.
fn origin_server(origin: Origin): Server? = match origin {
  { server } => server
  _ => null
}

/// The functions of a behaviour as CloudFront wants them.
fn functions(on_request: String?, on_response: String?): Json =
  if on_request == null && on_response == null then null else [
    if on_request != null: { EventType: "viewer-request", FunctionARN: on_request }
    if on_response != null: { EventType: "viewer-response", FunctionARN: on_response }
  ]

/// The headers that tell browsers what a page may not do, as one policy for all paths that want it.
///
/// Decided here, and better than AWS's own SecurityHeadersPolicy: HTTPS is remembered for two years and for all names
/// below; nobody may frame the page; a Content-Security-Policy can be given. `X-XSS-Protection` is left out: browsers
/// have dropped it, and where it still works it opens holes.
construct SecurityHeaders {
  /// Its name, unique in the account.
  param name: String(/^[A-Za-z0-9_-]{1,128}$/)
  /// What it is for.
  param description: String(..=128)?
  /// How long browsers use HTTPS without asking, whether also for all names below, and whether the name is to be built
  /// into browsers, which is hard to undo. `null` where the content has no domain of its own.
  param hsts: { max_age: Duration = 730d, subdomains: Bool = true, preload: Bool = false }? = {}
  /// From where a page may load what: `"default-src 'self'"`.
  param content_security_policy: String?
  /// Whether a page may be shown in a frame: never, by its own site, or by all (`null`).
  param frame: "DENY" | "SAMEORIGIN" | null = "DENY"
  /// What other sites learn of where a reader comes from.
  param referrer: "no-referrer" | "same-origin" | "strict-origin" | "strict-origin-when-cross-origin" =
    "strict-origin-when-cross-origin"
  /// What pages may use of the device: `"camera=(), geolocation=()"`.
  param permissions_policy: String?
  /// How long browsers keep what they got: `"no-cache"` is to ask each time. An object's own Cache-Control wins.
  param cache_control: String?
  /// The pages of other sites that may use the content, and how; none may when left out.
  param cors: {
    /// `"https://www.batbern.ch"`; `"*"` is every page.
    origins: [String]
    methods: ["GET" | "HEAD" | "PUT" | "POST" | "PATCH" | "DELETE" | "OPTIONS" | "ALL"] = ["GET", "HEAD", "OPTIONS"]
    headers: [String] = ["*"]
    exposed_headers: [String] = []
    max_age: Duration = 1h
  }?

  resource policy = AWS::CloudFront::ResponseHeadersPolicy {
    ResponseHeadersPolicyConfig: {
      Name: name
      Comment: description
      SecurityHeadersConfig: {
        StrictTransportSecurity: if hsts == null then null else {
          AccessControlMaxAgeSec: hsts.max_age.seconds
          IncludeSubdomains: hsts.subdomains
          Preload: hsts.preload
          Override: true
        }
        ContentTypeOptions: { Override: true }
        FrameOptions: if frame == null then null else { FrameOption: frame, Override: true }
        ReferrerPolicy: { ReferrerPolicy: referrer, Override: true }
        ContentSecurityPolicy: if content_security_policy == null then null else {
          ContentSecurityPolicy: content_security_policy
          Override: true
        }
      }
      CustomHeadersConfig: if permissions_policy == null && cache_control == null then null else {
        Items: [
          if permissions_policy != null: { Header: "Permissions-Policy", Value: permissions_policy, Override: true }
          if cache_control != null: { Header: "Cache-Control", Value: cache_control, Override: false }
        ]
      }
      CorsConfig: if cors == null then null else {
        AccessControlAllowOrigins: { Items: cors.origins }
        AccessControlAllowMethods: { Items: cors.methods }
        AccessControlAllowHeaders: { Items: cors.headers }
        AccessControlExposeHeaders: if length(cors.exposed_headers) == 0 then null else { Items: cors.exposed_headers }
        AccessControlAllowCredentials: false
        AccessControlMaxAgeSec: cors.max_age.seconds
        OriginOverride: true
      }
    }
  }

  /// The policy itself.
  output policy
  /// Its identifier, which distributions take.
  output id: String = policy.ref
}

/// CloudFront before a private bucket, which only this distribution can read (origin access control), or before a
/// server.
///
/// A bucket's policy has to let it: `Bucket { statements: cdn.read_bucket }`. The bucket is one that S3's own key
/// encrypts, which is the default: the policy of a KMS key would have to name the distribution, which reads the bucket,
/// which names the key, and CloudFormation does not deploy circles.
///
/// Decided here, and differently from what CloudFront or CDK do by default: readers that come by HTTP are sent on to
/// HTTPS, HTTP/3 is on, browsers are sent security headers, the edges are those of the cheapest class, and what a
/// server says is cached only where somebody says so.
construct Distribution {
  /// What it stands before: `{ bucket: files }` or `{ server: { domain: "origin.example.com" } }`.
  param origin: Origin
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
  /// How long and by what content is cached: a cache policy's identifier. The default is AWS's CachingOptimized for a
  /// bucket, and its CachingDisabled for a server, which knows best and says so for some paths in `behaviors`.
  param cache_policy: String = if origin_server(origin) == null then "658327ea-f89d-4fab-a63d-7e88639e58f6"
    else "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
  /// What a server learns of a request: an origin request policy's identifier. The default is AWS's
  /// AllViewerExceptHostHeader. A bucket is told nothing.
  param origin_request: String? = if origin_server(origin) == null then null else "b689b0a8-53d0-40ab-baf2-38268f02dc96"
  /// The headers that browsers are sent: a response headers policy's identifier. The default is AWS's
  /// CORS-and-SecurityHeadersPolicy for a bucket (any page may use the content, none may frame it or guess its type),
  /// and its SecurityHeadersPolicy for a server.
  param response_headers: String = if origin_server(origin) == null then "e61eb60c-9c35-4d20-a928-2b84e02af89c"
    else "67f7725c-6f97-4210-82d7-5512b31e9d03"
  /// The ARN of a CloudFront Function that sees each request first, unless `behaviors` treats its path.
  param on_request: String?
  /// The ARN of a CloudFront Function that sees each response last, unless `behaviors` treats its path.
  param on_response: String?
  /// Paths that are treated in another way, by pattern (`"/assets/*"`); the first that fits counts.
  param behaviors: Map<Behavior> = {}
  /// Where CloudFront writes down each request: a bucket that is `for_logs`.
  param logs: { bucket: { bucket: AWS::S3::Bucket }, prefix: String? }?
  /// The ARN of a web ACL of WAF, made in us-east-1.
  param web_acl: String?

  assert length(domains) == 0 || certificate != null, "a distribution with `domains` needs a `certificate` for them"

  let bucket = origin_bucket(origin)
  let server = origin_server(origin)
  let origin_id = if server == null then "bucket" else "server"
  let allowed =
    if server == null then ["GET", "HEAD", "OPTIONS"] else ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]

  if bucket != null {
    resource access = AWS::CloudFront::OriginAccessControl {
      OriginAccessControlConfig: {
        Name: bucket.ref   // must be unique in the account, as the bucket's is
        OriginAccessControlOriginType: "s3"
        SigningBehavior: "always"
        SigningProtocol: "sigv4"
      }
    }
  }

  if server?.private_arn != null {
    resource private_origin = AWS::CloudFront::VpcOrigin {
      VpcOriginEndpointConfig: {
        Name: stack.name
        Arn: server.private_arn
        OriginProtocolPolicy: server.protocol
        HTTPPort: if server.protocol == "http-only" then server.port else null
        HTTPSPort: if server.protocol == "https-only" then server.port else null
        OriginSSLProtocols: if server.protocol == "https-only" then ["TLSv1.2"] else null
      }
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
      Origins: [
        if bucket != null: {
          Id: "bucket"
          DomainName: bucket.RegionalDomainName
          OriginAccessControlId: access?.ref
          S3OriginConfig: { OriginAccessIdentity: "" }   // the old way of access, which has to be given up by name
        }
        if server != null: {
          Id: "server"
          DomainName: server.domain
          OriginCustomHeaders: if length(server.headers) == 0 then null else [for name, value in server.headers: {
            HeaderName: name
            HeaderValue: value
          }]
          CustomOriginConfig: if server.private_arn != null then null else {
            OriginProtocolPolicy: server.protocol
            HTTPPort: if server.protocol == "http-only" then server.port else null
            HTTPSPort: if server.protocol == "https-only" then server.port else null
            OriginSSLProtocols: ["TLSv1.2"]
            OriginReadTimeout: server.timeout.seconds
          }
          VpcOriginConfig: if private_origin == null then null else {
            VpcOriginId: private_origin.Id
            OriginReadTimeout: server.timeout.seconds
          }
        }
      ]
      DefaultCacheBehavior: {
        TargetOriginId: origin_id
        ViewerProtocolPolicy: "redirect-to-https"
        AllowedMethods: allowed
        CachedMethods: ["GET", "HEAD", "OPTIONS"]
        Compress: true
        CachePolicyId: cache_policy
        OriginRequestPolicyId: origin_request
        ResponseHeadersPolicyId: response_headers
        FunctionAssociations: functions(on_request, on_response)
      }
      CacheBehaviors: if length(behaviors) == 0 then null else [for pattern, b in behaviors: {
        PathPattern: pattern
        TargetOriginId: origin_id
        ViewerProtocolPolicy: "redirect-to-https"
        AllowedMethods: allowed
        CachedMethods: ["GET", "HEAD", "OPTIONS"]
        Compress: true
        CachePolicyId: b.cache_policy ?? cache_policy
        OriginRequestPolicyId: origin_request
        ResponseHeadersPolicyId: b.response_headers ?? response_headers
        FunctionAssociations: functions(b.on_request, b.on_response)
      }]
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
  /// What names for it stand for. The zone is that of all distributions.
  output alias_target: AliasTarget = { domain: distribution.DomainName, zone_id: "Z2FDTNDATAQYW2" }
  /// Lets the distribution read the bucket: a statement for the bucket's own policy.
  output read_bucket: [Statement] = [if bucket != null: {
    sid: "ReadByDistribution"
    actions: ["s3:GetObject"]
    resources: ["${bucket.Arn}/*"]
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
  /// How many requests it gets. CloudFront's metrics are in us-east-1 only, and so must be the alarms on them.
  output metric_requests = metric(distribution, "Requests")
  /// The share of requests, in per cent, that the origin could not serve (5xx).
  output metric_5xx_rate = metric(distribution, "5xxErrorRate")
  /// The share of requests, in per cent, that were refused or not found (4xx).
  output metric_4xx_rate = metric(distribution, "4xxErrorRate")
}

/// A single-page application: its files in a private bucket, CloudFront before them, and its name.
///
/// The application's pipeline copies the files into the bucket, and then makes the distribution forget `/index.html`;
/// `deploy` lets its role do both. Files whose names change with their content belong below one of `assets`: browsers
/// and edges keep them for a year. All others are asked for each time, which costs little when nothing has changed.
///
/// Decided here, and differently from the usual recipes: paths are routed by a CloudFront Function and not by an error
/// page with status 200, so that a file that is missing is a 404 and not a page that claims to be a script; the files
/// are not part of the stack (CDK's BucketDeployment runs them through a Lambda function), so that an application is
/// deployed in seconds and without the right to change what it runs on.
construct SpaSite {
  /// What its resources are called, unique in the account: CloudFront knows no regions.
  param name: String(/^[A-Za-z0-9_-]{1,50}$/)
  /// What it is.
  param comment: String(..=128)
  /// Its name; without one, it is reached at cloudfront.net.
  param domain: DomainName?
  /// Further names, which the certificate proves too. Their readers are sent on to `domain`, so that each page has one
  /// address.
  param other_domains: [DomainName] = []
  /// The zone that holds the names, where their records are written; without one, they are not.
  param zone: Zone?
  /// The certificate of the names, made in us-east-1.
  param certificate: { certificate: AWS::CertificateManager::Certificate }?
  /// Where the files are whose names change with their content, as bundlers write them.
  param assets: [String(/^\/.*\*$/)] = ["/assets/*"]
  /// From where pages may load what: an application that calls an API adds `"connect-src 'self'
  /// https://api.example.com"`.
  param content_security_policy: String =
    "default-src 'self'; base-uri 'self'; object-src 'none'; frame-ancestors 'none'; form-action 'self'"
  /// What pages may use of the device.
  param permissions_policy: String? = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
  /// What readers get for a file that is not there: the application, which says so itself, with a status that says so
  /// too. A private bucket says 403 of it.
  param error_pages: [ErrorPage] = [
    { code: 403, page: "/index.html", status: 404 }
    { code: 404, page: "/index.html", status: 404 }
  ]
  /// Where it has edges: in Europe and North America, also in Asia and others, or everywhere.
  param price_class: "PriceClass_100" | "PriceClass_200" | "PriceClass_All" = "PriceClass_100"
  /// The bucket's name; without one, CloudFormation makes one up.
  param bucket_name: String?
  /// Whether files that were overwritten can be brought back, for a month.
  param versions: Bool = true
  /// Where accesses are written down: a bucket that is `for_logs`.
  param logs: { bucket: { bucket: AWS::S3::Bucket }, prefix: String }?
  /// The ARN of a web ACL of WAF, made in us-east-1.
  param web_acl: String?
  /// What becomes of the files when the site is removed from the stack. They can be built again, so they need not stay;
  /// but CloudFormation deletes only empty buckets.
  param on_delete: "Delete" | "Retain" = "Retain"

  assert domain == null || certificate != null, "`domain` needs a `certificate`, made in us-east-1"
  assert domain != null || length(other_domains) == 0, "`other_domains` are further names: give the first as `domain`"

  let domains = [if domain != null: domain, ...other_domains]

  resource files = Bucket {
    name: bucket_name
    versions
    keep_old_versions: 30d
    access_logs: if logs == null then null else { bucket: logs.bucket, prefix: "${logs.prefix}s3/" }
    statements: cdn.read_bucket
    on_delete
  }

  resource routing = AWS::CloudFront::Function {
    Name: "${name}-routing"
    AutoPublish: true
    FunctionConfig: { Comment: "Paths that are no files get the application's page", Runtime: "cloudfront-js-2.0" }
    FunctionCode: join([
      "const home = ${json(domain ?? "")};"
      "const moved = ${json(other_domains)};"
      file("./functions/site_routing.js")
    ], "\n")
  }

  resource pages = AWS::CloudFront::CachePolicy {
    CachePolicyConfig: {
      Name: "${name}-pages"
      Comment: "As long as the object says itself, else asked for each time"
      MinTTL: 0
      DefaultTTL: 0
      MaxTTL: 86400
      ParametersInCacheKeyAndForwardedToOrigin: {
        EnableAcceptEncodingBrotli: true
        EnableAcceptEncodingGzip: true
        HeadersConfig: { HeaderBehavior: "none" }
        CookiesConfig: { CookieBehavior: "none" }
        QueryStringsConfig: { QueryStringBehavior: "none" }
      }
    }
  }

  resource assets_cache = AWS::CloudFront::CachePolicy {
    CachePolicyConfig: {
      Name: "${name}-assets"
      Comment: "A year: their names change with their content"
      MinTTL: 1
      DefaultTTL: 31536000
      MaxTTL: 31536000
      ParametersInCacheKeyAndForwardedToOrigin: {
        EnableAcceptEncodingBrotli: true
        EnableAcceptEncodingGzip: true
        HeadersConfig: { HeaderBehavior: "none" }
        CookiesConfig: { CookieBehavior: "none" }
        QueryStringsConfig: { QueryStringBehavior: "none" }
      }
    }
  }

  resource pages_headers = SecurityHeaders {
    name: "${name}-pages"
    description: "Pages"
    hsts: if domain == null then null else {}
    content_security_policy
    permissions_policy
    cache_control: "no-cache"
  }

  resource assets_headers = SecurityHeaders {
    name: "${name}-assets"
    description: "Files whose names change with their content"
    hsts: if domain == null then null else {}
    content_security_policy
    permissions_policy
    cache_control: "public, max-age=31536000, immutable"
  }

  resource cdn = Distribution {
    origin: { bucket: files }
    comment
    domains: if certificate == null then [] else domains
    certificate
    price_class
    default_page: "index.html"
    error_pages
    cache_policy: pages.ref
    response_headers: pages_headers.id
    on_request: routing.FunctionARN
    behaviors: { for pattern in assets: pattern => {
      cache_policy: assets_cache.ref
      response_headers: assets_headers.id
    } }
    logs: if logs == null then null else { bucket: logs.bucket, prefix: "${logs.prefix}cdn/" }
    web_acl
  }

  if zone != null {
    for host in domains {
      resource record[host] = AliasRecord { name: host, zone, target: cdn.alias_target }
    }
  }

  /// The bucket of the files.
  output bucket = files.bucket
  /// The distribution itself.
  output distribution = cdn.distribution
  /// Its identifier, for invalidations.
  output distribution_id: String = cdn.id
  /// What names for it stand for.
  output alias_target: AliasTarget = cdn.alias_target
  /// Where it is reached.
  output url: String = "https://${domain ?? cdn.domain}"
  /// Lets a role put a new version there.
  output deploy: [Statement] = [...files.read, ...files.write, ...cdn.invalidate]
  /// How many requests it gets; this and the others are in us-east-1.
  output metric_requests = cdn.metric_requests
  /// The share of requests, in per cent, that could not be served.
  output metric_5xx_rate = cdn.metric_5xx_rate
  /// The share of requests, in per cent, that were refused or not found.
  output metric_4xx_rate = cdn.metric_4xx_rate
}
