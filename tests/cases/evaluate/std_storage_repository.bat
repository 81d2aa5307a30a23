/// Repositories of images, and roles that let workflows at GitHub push to them without a stored key.
use std.iam.{GitHubOidc, GitHubRole, ManagedPolicy, Role}
use std.secrets.{Key}
use std.storage.{Repository}

stack Images {
  resource key = Key { description: "images" }
  for name in ["orders", "mail"] {
    resource repository[name] = Repository { name: "shop/${name}" }
  }
  resource tools = Repository {
    key
    keep_images: 5
    mutable_tags: ["latest", "cache-*"]
    statements: [{
      sid: "TestAccountPulls"
      actions: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
      principals: { arns: ["210987654321"] }
    }]
    on_delete: "Delete"
  }

  resource github = GitHubOidc {}
  resource build = GitHubRole {
    github
    repository: "shop/orders"
    subjects: [{ branch: "main" }, { tag: "v1" }, { environment: "production" }, { pull_requests: true }, { subject: "repo:shop@1/orders@2:ref:refs/heads/main" }]
    description: "Builds and pushes images"
    statements: flatten([for name, r in repository: r.push])
    name: "shop-build"
  }
  resource ready = GitHubOidc {
    existing_arn: "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
  }
  resource readers = ManagedPolicy { description: "Pulls tools", statements: tools.pull }
  resource reader = GitHubRole {
    github: ready
    repository: "shop/tools"
    subjects: [{ environment: "test" }]
    description: "Runs tools"
    managed_policies: [readers.arn]
    session: 2h
  }
  resource runner = Role { description: "Runs tools", service: "ecs-tasks.amazonaws.com", statements: tools.pull }

  output uris = { for name, r in repository: name => r.uri }
  output build_role = build.arn
  output github_there = ready.arn
}

app Shop {
  stack images = Images {}
}

env production = Shop { account: "123456789012", region: "eu-central-1" }
