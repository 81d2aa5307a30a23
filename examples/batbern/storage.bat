/// Files: what the web site shows, what was logged, and what was backed up.
use std.cdn.{Distribution, SecurityHeaders}
use std.storage.{Bucket}
use "./settings.bat".{BucketSettings, WebSettings}

/// Buckets for content, logs and backups, and CloudFront before the content
stack Storage {
  param sizing: BucketSettings
  param web: WebSettings?

  tags { Component: "Storage" }

  let origin = if web == null then "http://localhost:3000" else "https://${web.frontend_domain}"

  @allow("checkov:CKV_AWS_18", reason: "logs of who reads the logs would have no end")
  @allow("checkov:CKV_AWS_21", reason: "logs are written once; production keeps versions")
  resource logs = Bucket {
    name: "batbern-logs-${env.name}"
    for_logs: true
    versions: sizing.versions
    lifecycle: {
      age: {
        // S3 refuses to move what it deletes on the same day.
        transitions: [if sizing.logs_expire > 30d: { to: "STANDARD_IA", after: 30d }]
        expire_after: sizing.logs_expire
      }
    }
    on_delete: sizing.on_delete
  }

  @allow("checkov:CKV_AWS_21", reason: "production keeps versions; elsewhere nothing is worth it")
  resource content = Bucket {
    name: "batbern-content-${env.name}"
    versions: sizing.versions
    lifecycle: {
      tiering: { transitions: [{ to: "INTELLIGENT_TIERING", after: 90d }] }
    }
    // Speakers upload slides and photographs from the browser.
    cors: [{ origins: [origin], methods: ["GET", "HEAD", "PUT", "POST"], headers: ["*"], exposed_headers: ["ETag"] }]
    access_logs: { bucket: logs, prefix: "s3/content/" }
    statements: cdn.read_bucket
    on_delete: sizing.on_delete
  }

  @allow("checkov:CKV_AWS_21", reason: "production keeps versions; elsewhere nothing is worth it")
  resource backups = Bucket {
    name: "batbern-backups-${env.name}"
    versions: sizing.versions
    lifecycle: {
      age: {
        transitions: [if sizing.backups_archived != null: { to: "GLACIER", after: sizing.backups_archived }]
        expire_after: sizing.backups_expire
      }
    }
    access_logs: { bucket: logs, prefix: "s3/backups/" }
    on_delete: sizing.on_delete
  }

  // What speakers upload may be looked at and linked to, and never run as a page of ours.
  resource headers = SecurityHeaders {
    name: "batbern-${env.name}-content"
    description: "Uploaded files"
    hsts: null   // it is served at a name of CloudFront's, which is not ours to decide about
    // No scripts; browsers need the last three for slides in PDF. The web site may show files in a frame, no other may,
    // which the older header for frames cannot say.
    content_security_policy: join([
      "default-src 'none'"
      "frame-ancestors ${origin}"
      "img-src 'self'"
      "media-src 'self'"
      "object-src 'self'"
      "style-src 'unsafe-inline'"
    ], "; ")
    frame: null
    cors: { origins: [origin] }
  }

  @allow(
    "checkov:CKV_AWS_68"
    reason: "it serves files that anybody may read; a firewall costs more than it would keep out"
  )
  @allow(
    "checkov:CKV_AWS_174"
    reason: "CloudFront's own domain has CloudFront's own certificate, and takes no other policy"
  )
  resource cdn = Distribution {
    origin: { bucket: content }
    comment: "Content of BATbern ${env.name}"
    response_headers: headers.id
    logs: { bucket: logs, prefix: "cdn/content/" }
  }

  output content
  output logs
  output backups
  output cdn

  /// Where the content is served
  output content_domain = cdn.domain
}
