/// The web site's certificate, which CloudFront takes from us-east-1 only.
use std.dns.{Certificate}
use "./settings.bat".{WebSettings}

/// The web site's certificate, proved in the hosted zone
stack Dns {
  param web: WebSettings

  settings { region: "us-east-1" }
  tags { Component: "DNS" }

  resource certificate = Certificate { domain: web.frontend_domain, zone: web.zone }

  output certificate
}
