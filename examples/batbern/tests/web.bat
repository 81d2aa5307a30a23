/// What faces the world: acceptance criterion 16, the API and the users.
use "../../../envs/dev.bat".{development}
use "../../../envs/prod.bat".{production}
use "../../../envs/staging.bat".{staging}

test "16.8 the web site: one page, compressed, and TLS of today" for staging, production {
  let sites = [for d in resources(AWS::CloudFront::Distribution) if d.meta.stack == "frontend": d]
  assert length(sites) == 1
  let site = sites[0].DistributionConfig

  assert site.Aliases == [web?.frontend_domain]
  assert site.ViewerCertificate?.MinimumProtocolVersion == "TLSv1.2_2021"
  assert site.DefaultRootObject == "index.html"
  assert like(site.DefaultCacheBehavior, { ViewerProtocolPolicy: "redirect-to-https", Compress: true })
  assert length(site.Origins ?? []) == 1
  assert (site.Origins ?? [])[0].OriginAccessControlId != null
  assert site.Logging != null

  // Files that are missing are missing, whoever draws the page that says so.
  for e in site.CustomErrorResponses ?? [] {
    assert e.ResponseCode == 404 && e.ResponsePagePath == "/index.html"
  }
}

test "16.2 pages are asked for each time, assets are kept for a year" for staging, production {
  let policies = [for p in resources(AWS::CloudFront::CachePolicy): p.CachePolicyConfig]
  assert [for p in policies: p.DefaultTTL] == [0, 31536000]
  let headers = [for h in resources(AWS::CloudFront::ResponseHeadersPolicy) if h.meta.stack == "frontend": h]
  let added = [for h in headers: h.ResponseHeadersPolicyConfig.CustomHeadersConfig?.Items ?? []]
  let kept = [for items in added: [for i in items if i.Header == "Cache-Control": i.Value]]
  assert kept == [["no-cache"], ["public, max-age=31536000, immutable"]]
}

test "16.3 browsers are told to be careful" for staging, production {
  let headers = [for h in resources(AWS::CloudFront::ResponseHeadersPolicy) if h.meta.stack == "frontend": h]
  assert length(headers) == 2
  for h in headers {
    assert like(h.ResponseHeadersPolicyConfig.SecurityHeadersConfig, {
      StrictTransportSecurity: { AccessControlMaxAgeSec: 63072000, IncludeSubdomains: true, Override: true }
      ContentTypeOptions: { Override: true }
      FrameOptions: { FrameOption: "DENY", Override: true }
      ReferrerPolicy: { ReferrerPolicy: "strict-origin-when-cross-origin", Override: true }
    })
  }
}

// The code that Cognito's page gives out becomes tokens there, by a request of the web site's.
test "16.9 pages may ask Cognito for tokens" for staging, production {
  assert contains(stacks()["frontend"].needs, "cognito")
}

test "16.4 paths are routed by a function, in the site's distribution only" for staging, production {
  let function = only(AWS::CloudFront::Function)
  assert function.AutoPublish == true && function.FunctionConfig.Runtime == "cloudfront-js-2.0"
  for d in resources(AWS::CloudFront::Distribution) {
    let used = length(d.DistributionConfig.DefaultCacheBehavior.FunctionAssociations ?? [])
    assert used == (if d.meta.stack == "frontend" then 1 else 0)
  }
}

test "16.5 the site's name leads to its distribution, by IPv4 and IPv6" for staging, production {
  let records = [for r in resources(AWS::Route53::RecordSet) if r.meta.stack == "frontend": r]
  assert [for r in records: r.Type] == ["A", "AAAA"]
  for r in records {
    assert r.Name == web?.frontend_domain && r.HostedZoneId == web?.zone?.id
    assert r.AliasTarget?.HostedZoneId == "Z2FDTNDATAQYW2"
  }
}

test "16.6 content is private, and read through CloudFront" for development, staging, production {
  let stores = [for d in resources(AWS::CloudFront::Distribution) if d.meta.stack == "storage": d]
  assert length(stores) == 1
  let told = [for h in resources(AWS::CloudFront::ResponseHeadersPolicy) if h.meta.stack == "storage": h]
  let policy = told[0].ResponseHeadersPolicyConfig.SecurityHeadersConfig?.ContentSecurityPolicy?.ContentSecurityPolicy
  assert length(told) == 1
  assert starts_with(policy ?? "", "default-src 'none'; ") && !contains(policy ?? "", "script"),
    "uploads could run scripts"
  assert (stores[0].DistributionConfig.Origins ?? [])[0].OriginAccessControlId != null
}

test "16.7 development serves no site" for development {
  assert count(AWS::CloudFront::Function) + count(AWS::ApiGateway::RestApi) + count(AWS::Route53::RecordSet) == 0
}

test "18.1 the API lets in who has signed in, and tells what is public" for staging, production {
  let api = only(AWS::ApiGateway::RestApi)
  let stage = only(AWS::ApiGateway::Stage)
  assert api.DisableExecuteApiEndpoint == true
  assert stage.TracingEnabled == true && stage.AccessLogSetting != null
  let everywhere = (stage.MethodSettings ?? [])[0]
  assert everywhere.HttpMethod == "*" && everywhere.ResourcePath == "/*"
  assert (everywhere.ThrottlingRateLimit ?? 0) > 0 && everywhere.DataTraceEnabled == false
  assert only(AWS::ApiGateway::DomainName).DomainName == web?.api_domain
}

test "18.2 users belong to four groups, and cannot give themselves one" for development, staging, production {
  let groups = [for g in resources(AWS::Cognito::UserPoolGroup): g.GroupName]
  assert groups == ["ORGANIZER", "SPEAKER", "PARTNER", "ATTENDEE"]
  let pool = only(AWS::Cognito::UserPool)
  assert (pool.Policies?.PasswordPolicy?.MinimumLength ?? 0) >= 12
  assert pool.DeletionProtection == (if env.name == "development" then "INACTIVE" else "ACTIVE")
  assert pool.LambdaConfig?.PreSignUp != null
  let client = only(AWS::Cognito::UserPoolClient)
  assert client.AllowedOAuthFlows == ["code"] && client.PreventUserExistenceErrors == "ENABLED"
  assert client.WriteAttributes == ["email", "given_name", "family_name", "custom:language"]
}
