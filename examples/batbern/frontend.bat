/// The web site: a single-page application.
use std.cdn.{SpaSite}
use std.dns.{Certificate}
use std.storage.{Bucket}
use "./settings.bat".{BucketSettings, WebSettings}

/// The web site's files, CloudFront before them, and the records of its name
stack Frontend {
  param web: WebSettings
  param sizing: BucketSettings
  /// Proves the web site's name; made in us-east-1.
  param certificate: Certificate
  /// Where accesses are written down.
  param logs: Bucket
  /// What speakers upload, from the browser.
  param content: Bucket
  /// Where it is served.
  param content_domain: String
  /// Cognito's page to sign in on, which also gives out the tokens.
  param sign_in: String?

  tags { Component: "Frontend" }

  // What its pages call: uploads go to the bucket itself.
  let called = [
    "https://${web.api_domain}"
    "https://${content.domain}"
    "https://cognito-idp.${env.region}.amazonaws.com"
    if sign_in != null: "https://${sign_in}"
  ]

  @allow("checkov:CKV_AWS_21", reason: "the files are built again from git; production keeps versions")
  @allow(
    "checkov:CKV_AWS_68"
    reason: "it serves files that anybody may read; a firewall costs more than it would keep out"
  )
  resource site = SpaSite {
    name: "batbern-${env.name}"
    comment: "Web site of BATbern ${env.name}"
    domain: web.frontend_domain
    zone: web.zone
    certificate
    // Vite writes what changes its name with its content into assets/.
    assets: ["/assets/*"]
    content_security_policy: join([
      "default-src 'self'"
      "connect-src 'self' ${join(called, " ")}"
      "img-src 'self' data: https://${content_domain}"
      "frame-src https://${content_domain}"   // slides
      "style-src 'self' 'unsafe-inline'"   // the component library writes its styles into the page
      "base-uri 'self'"
      "form-action 'self'"
      "frame-ancestors 'none'"
      "object-src 'none'"
    ], "; ")
    bucket_name: "batbern-frontend-${env.name}"
    versions: sizing.versions
    logs: { bucket: logs, prefix: "frontend/" }
    on_delete: sizing.on_delete
  }

  output site
  /// What it takes to publish the web site.
  output deploy_site = site.deploy

  /// Where the web site is
  output url = site.url
  /// The bucket that its files go to
  output bucket_name = site.bucket.ref
  /// The distribution that has to forget what was there
  output distribution_id = site.distribution_id
}
