/// How code gets here: repositories for images, and what workflows at GitHub may do.
use std.iam.{GitHubOidc, GitHubRole, Statement}
use std.storage.{Repository}
use "./settings.bat".{DeliverySettings}

/// The services' images, and Flyway's. The migrations take theirs from Docker Hub, because they run before anybody can have
/// pushed one here; where its limits hurt, push it once and give `FlywayMigration` this repository's as its `image`.
let images = [
  "api-gateway"
  "event-management"
  "speaker-coordination"
  "partner-coordination"
  "attendee-experience"
  "company-management"
  "flyway"
]

/// Repositories of images, and roles for GitHub's workflows. A new environment gets this stack first, then the images, then
/// the other stacks: no service starts without its image.
stack Cicd {
  param delivery: DeliverySettings
  /// What becomes of images that are removed from the stack.
  param on_delete: "Delete" | "Retain"
  /// What it takes to publish the web site, where there is one.
  param publish_site: [Statement]?

  tags { Component: "CICD" }

  for name in images {
    @allow(
      "checkov:CKV_AWS_136"
      reason: "images hold no secrets; ECR's own key encrypts them, and no task has to be let to a key"
    )
    resource repository[name] = Repository {
      name: "batbern/${name}"
      keep_images: delivery.keep_images
      on_delete
    }
  }

  resource github = GitHubOidc { existing_arn: delivery.github }

  resource build = GitHubRole {
    github
    name: "batbern-${env.name}-build"
    description: "GitHub: pushes the services' images"
    repository: delivery.repository
    subjects: [{ branch: delivery.branch }]
    statements: flatten([for name, r in repository: r.push])
  }

  // Who may deploy is decided at GitHub, by the environment of this name and its reviewers.
  let regions = unique([env.region, "us-east-1"])
  let stacks = [
    for region in regions:
      "arn:${aws.partition}:cloudformation:${region}:${aws.account_id}:stack/BATbern-${env.name}-*/*"
  ]
  let files = [
    for region in regions: "arn:${aws.partition}:s3:::cdk-hnb659fds-assets-${aws.account_id}-${region}"
  ]
  // Roles know no regions: the CDK's client is told this one for all stacks (`--role-arn`).
  let executor =
    "arn:${aws.partition}:iam::${aws.account_id}:role/cdk-hnb659fds-cfn-exec-role-${aws.account_id}-${env.region}"

  resource deploy = GitHubRole {
    github
    name: "batbern-${env.name}-deploy"
    description: "GitHub: deploys the stacks, with CloudFormation acting as the CDK's execution role"
    repository: delivery.repository
    subjects: [{ environment: env.name }]
    session: 2h   // a distribution and a database take their time
    statements: [
      {
        actions: [
          "cloudformation:ContinueUpdateRollback"
          "cloudformation:CreateChangeSet"
          "cloudformation:DeleteChangeSet"
          "cloudformation:DescribeChangeSet"
          "cloudformation:DescribeStackEvents"
          "cloudformation:DescribeStackResources"
          "cloudformation:DescribeStacks"
          "cloudformation:ExecuteChangeSet"
          "cloudformation:GetTemplate"
          "cloudformation:ListStackResources"
          "cloudformation:RollbackStack"
          "cloudformation:UpdateTerminationProtection"
        ]
        resources: stacks
        reason: "the stacks of this environment, whose identifiers CloudFormation makes up"
      }
      {
        // The database's template has AWS write the function that changes the password, which is asked of this as well.
        actions: ["cloudformation:CreateChangeSet"]
        resources: [
          for region in regions: "arn:${aws.partition}:cloudformation:${region}:aws:transform/SecretsManager-2024-09-16"
        ]
      }
      {
        actions: ["cloudformation:DescribeStacks"]
        resources: [
          for region in regions: "arn:${aws.partition}:cloudformation:${region}:${aws.account_id}:stack/CDKToolkit/*"
        ]
        reason: "where files go is an output of this one stack"
      }
      {
        actions: ["cloudformation:GetTemplateSummary"]
        resources: ["*"]
        reason: "it reads a template before there is a stack"
      }
      { actions: ["s3:ListBucket", "s3:GetBucketLocation", "s3:GetEncryptionConfiguration"], resources: files }
      {
        actions: ["s3:GetObject", "s3:PutObject"]
        resources: [for bucket in files: "${bucket}/*"]
        reason: "templates and files, named by what is in them"
      }
      {
        // What the stacks are made of is made by CloudFormation, as this role, which people set up once.
        actions: ["iam:PassRole"]
        resources: [executor]
        conditions: { StringEquals: { "iam:PassedToService": "cloudformation.amazonaws.com" } }
      }
    ]
  }

  if publish_site != null {
    resource site = GitHubRole {
      github
      name: "batbern-${env.name}-site"
      description: "GitHub: publishes the web site, and makes CloudFront forget the old one"
      repository: delivery.repository
      subjects: [{ environment: env.name }]
      statements: publish_site
    }
  }

  output repository

  /// What a workflow assumes that builds images
  output build_role = build.arn
  /// What a workflow assumes that deploys
  output deploy_role = deploy.arn
  /// What a workflow assumes that publishes the web site
  output site_role = site?.arn
}
