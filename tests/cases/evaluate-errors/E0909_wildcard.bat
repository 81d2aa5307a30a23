/// Actions with a wildcard need a reason, and a role for GitHub needs a subject.
use std.iam.{GitHubOidc, GitHubRole, Role}

stack Access {
  resource github = GitHubOidc {}
  resource reader = Role {
    description: "Reads"
    service: "lambda.amazonaws.com"
    same_account_only: false
    statements: [
      { actions: ["s3:Get*"], resources: ["arn:aws:s3:::shop/*"] }
      { actions: ["s3:List*"], resources: ["arn:aws:s3:::shop"], reason: "all lists of this one bucket" }
      { effect: "Deny", actions: ["s3:Delete*"], resources: ["*"] }
    ]
  }
  resource nobody = GitHubRole { github, repository: "shop/orders", subjects: [], description: "Builds" }
}

app Shop {
  stack access = Access {}
}

env production = Shop { region: "eu-central-1" }
