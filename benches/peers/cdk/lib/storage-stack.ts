import {
  CfnOutput,
  Duration,
  RemovalPolicy,
  Stack,
  StackProps,
  Tags,
  aws_cloudfront as cloudfront,
  aws_cloudfront_origins as origins,
  aws_s3 as s3,
} from "aws-cdk-lib";
import { Construct } from "constructs";
import { BucketConfig, WebConfig } from "./config";

export interface StorageStackProps extends StackProps {
  readonly environmentName: string;
  readonly buckets: BucketConfig;
  readonly web?: WebConfig;
}

/** Buckets for content, logs and backups, and CloudFront before the content. */
export class StorageStack extends Stack {
  readonly content: s3.Bucket;
  readonly logs: s3.Bucket;
  readonly backups: s3.Bucket;
  readonly cdn: cloudfront.Distribution;

  constructor(scope: Construct, id: string, props: StorageStackProps) {
    super(scope, id, props);
    Tags.of(this).add("Component", "Storage");
    const { buckets, environmentName } = props;
    const origin = props.web ? `https://${props.web.frontendDomain}` : "http://localhost:3000";

    const unfinished: s3.LifecycleRule = {
      id: "unfinished-uploads",
      abortIncompleteMultipartUploadAfter: Duration.days(7),
    };
    const oldVersions: s3.LifecycleRule = {
      id: "old-versions",
      noncurrentVersionExpiration: Duration.days(90),
      expiredObjectDeleteMarker: true,
    };
    const common: s3.BucketProps = {
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: buckets.versions,
      removalPolicy: buckets.retain ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    };
    const rules = [...(buckets.versions ? [oldVersions] : []), unfinished];

    this.logs = new s3.Bucket(this, "Logs", {
      ...common,
      bucketName: `batbern-logs-${environmentName}`,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_PREFERRED,
      lifecycleRules: [
        {
          id: "age",
          transitions:
            buckets.logsExpireDays > 30
              ? [{ storageClass: s3.StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(30) }]
              : undefined,
          expiration: Duration.days(buckets.logsExpireDays),
        },
        ...rules,
      ],
    });
    this.content = new s3.Bucket(this, "Content", {
      ...common,
      bucketName: `batbern-content-${environmentName}`,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      serverAccessLogsBucket: this.logs,
      serverAccessLogsPrefix: "s3/content/",
      cors: [
        {
          allowedOrigins: [origin],
          allowedMethods: [s3.HttpMethods.GET, s3.HttpMethods.HEAD, s3.HttpMethods.PUT, s3.HttpMethods.POST],
          allowedHeaders: ["*"],
          exposedHeaders: ["ETag"],
          maxAge: 3600,
        },
      ],
      lifecycleRules: [
        {
          id: "tiering",
          transitions: [
            { storageClass: s3.StorageClass.INTELLIGENT_TIERING, transitionAfter: Duration.days(90) },
          ],
        },
        ...rules,
      ],
    });
    this.backups = new s3.Bucket(this, "Backups", {
      ...common,
      bucketName: `batbern-backups-${environmentName}`,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      serverAccessLogsBucket: this.logs,
      serverAccessLogsPrefix: "s3/backups/",
      lifecycleRules: [
        {
          id: "age",
          transitions: buckets.backupsArchivedDays
            ? [{ storageClass: s3.StorageClass.GLACIER, transitionAfter: Duration.days(buckets.backupsArchivedDays) }]
            : undefined,
          expiration: Duration.days(buckets.backupsExpireDays),
        },
        ...rules,
      ],
    });

    const headers = new cloudfront.ResponseHeadersPolicy(this, "Headers", {
      responseHeadersPolicyName: `batbern-${environmentName}-content`,
      comment: "Uploaded files",
      securityHeadersBehavior: {
        contentTypeOptions: { override: true },
        referrerPolicy: {
          referrerPolicy: cloudfront.HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN,
          override: true,
        },
        contentSecurityPolicy: {
          contentSecurityPolicy: [
            "default-src 'none'",
            `frame-ancestors ${origin}`,
            "img-src 'self'",
            "media-src 'self'",
            "object-src 'self'",
            "style-src 'unsafe-inline'",
          ].join("; "),
          override: true,
        },
      },
      corsBehavior: {
        accessControlAllowOrigins: [origin],
        accessControlAllowMethods: ["GET", "HEAD", "OPTIONS"],
        accessControlAllowHeaders: ["*"],
        accessControlAllowCredentials: false,
        accessControlMaxAge: Duration.hours(1),
        originOverride: true,
      },
    });
    this.cdn = new cloudfront.Distribution(this, "Cdn", {
      comment: `Content of BATbern ${environmentName}`,
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      priceClass: cloudfront.PriceClass.PRICE_CLASS_100,
      defaultBehavior: {
        origin: origins.S3BucketOrigin.withOriginAccessControl(this.content),
        viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        allowedMethods: cloudfront.AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
        cachedMethods: cloudfront.CachedMethods.CACHE_GET_HEAD_OPTIONS,
        responseHeadersPolicy: headers,
      },
      enableLogging: true,
      logBucket: this.logs,
      logFilePrefix: "cdn/content/",
    });

    new CfnOutput(this, "ContentDomain", { value: this.cdn.domainName });
  }
}
