/// Who may do what: policy statements as values, and roles that collect them.
///
/// Constructs offer the access to what they make as statements (`bucket.read`, `secret.read`); a role, or a resource's
/// policy, takes the ones that it needs. So an action stands in one place, next to the resource it is about.

/// Whom a statement is about. Only policies of resources and trust policies say so; a role's own policies do not.
type Principals = {
  /// AWS services: `"ecs-tasks.amazonaws.com"`.
  services: [String] = []
  /// ARNs of roles and users, or account numbers.
  arns: [String] = []
  /// Identity providers: their ARNs, or their names where AWS knows them.
  federated: [String] = []
}

/// One statement of a policy.
type Statement = {
  /// A label for people: letters and digits.
  sid: String(/^[0-9A-Za-z]*$/)?
  /// Whether it allows or denies.
  effect: "Allow" | "Deny" = "Allow"
  /// The actions, each by its full name: `"s3:GetObject"`.
  actions: [String]
  /// What they may be done to. Trust policies have none.
  resources: [String] = []
  /// Whom it is about; `"*"` is everyone, which only makes sense when denying or under conditions.
  principals: Principals | "*" | null
  /// When it holds, in IAM's own words: `{ StringEquals: { "aws:SourceAccount": aws.account_id } }`.
  conditions: Json?
  /// Why it cannot be narrower. Say it wherever a resource or an action has a wildcard.
  reason: String?
}

/// Principals as a policy spells them.
fn principal_json(principals: Principals | "*"): Json = match principals {
  "*" => "*"
  { services, arns, federated } => {
    if length(services) > 0: Service: services
    if length(arns) > 0: AWS: arns
    if length(federated) > 0: Federated: federated
  }
}

/// A statement as a policy spells it.
fn statement_json(s: Statement): Json = {
  if s.sid != null: Sid: s.sid
  Effect: s.effect
  if s.principals != null: Principal: principal_json(s.principals)
  Action: s.actions
  if length(s.resources) > 0: Resource: s.resources
  if s.conditions != null: Condition: s.conditions
  // For rules; it is not written.
  if s.reason != null: Reason: s.reason
}

/// Whether a statement grants only what is written out, or says why not: an action with a wildcard grants what AWS will
/// call so one day.
fn is_written_out(s: Statement): Bool =
  s.effect == "Deny" || s.reason != null || all([for action in s.actions: !contains(action, "*")])

/// A policy document of these statements.
fn policy(statements: [Statement]): Json = {
  Version: "2012-10-17"
  Statement: [for s in statements: statement_json(s)]
}

/// A role that one AWS service assumes, with the statements that it needs and nothing else.
///
/// The policy is part of the role, so that whatever uses the role finds the permissions in place. Where the statements
/// name a resource that itself needs the role, write an `AWS::IAM::RolePolicy` instead.
construct Role {
  /// What the role is for.
  param description: String(1..=1000)
  /// The service that assumes it: `"ecs-tasks.amazonaws.com"`.
  param service: String
  /// What it may do.
  param statements: [Statement] = []
  /// AWS's own policies, by ARN. Prefer statements: AWS widens its policies over time.
  param managed_policies: [String] = []
  /// Whether the service must act on behalf of this account, which keeps others from borrowing the role through the
  /// service. Nearly all services say for whom they act; Lambda and EC2 do not, so they need `false`.
  param same_account_only: Bool = true
  /// The ARN, or a pattern of ARNs, of what the service must act for, when the service says so.
  param source_arn: String?

  for s in statements {
    assert is_written_out(s),
      "${join(s.actions, ", ")}: an action with `*` grants more than anyone has read; name them, or give a `reason`"
  }

  resource role = AWS::IAM::Role {
    Description: description
    AssumeRolePolicyDocument: policy([{
      actions: ["sts:AssumeRole"]
      principals: { services: [service] }
      conditions: if same_account_only || source_arn != null then {
        if same_account_only: StringEquals: { "aws:SourceAccount": aws.account_id }
        if source_arn != null: ArnLike: { "aws:SourceArn": source_arn }
      } else null
    }])
    ManagedPolicyArns: if length(managed_policies) > 0 then managed_policies else null
    Policies: if length(statements) > 0 then [{ PolicyName: "access", PolicyDocument: policy(statements) }] else null
  }

  /// The role itself.
  output role
  /// Its ARN, which services take.
  output arn: String = role.Arn
  /// Its name, which further policies take.
  output name: String = role.ref
}

/// Statements as a policy of their own, which several roles can have: for what is too long for the roles themselves, or
/// must be the same everywhere.
construct ManagedPolicy {
  /// What it allows.
  param description: String(1..=1000)
  /// The statements.
  param statements: [Statement]
  /// Its name. Leave it out, unless something finds the policy by name.
  param name: String(/^[\w+=,.@-]{1,128}$/)?

  assert length(statements) > 0, "a policy without statements allows nothing"

  for s in statements {
    assert is_written_out(s),
      "${join(s.actions, ", ")}: an action with `*` grants more than anyone has read; name them, or give a `reason`"
  }

  resource managed = AWS::IAM::ManagedPolicy {
    ManagedPolicyName: name
    Description: description
    PolicyDocument: policy(statements)
  }

  /// The policy itself.
  output managed
  /// Its ARN, which roles take.
  output arn: String = managed.ref
}

/// GitHub as somebody whose word about its workflows this account takes: roles can be given to workflows, and no key of
/// AWS is ever stored at GitHub.
construct GitHubOidc {
  /// The ARN of the account's provider, where it has one already: an account has one for GitHub, and AWS refuses another.
  /// Without it, one is made.
  param existing_arn: String(/^arn:[a-z-]+:iam::[0-9]{12}:oidc-provider\/token\.actions\.githubusercontent\.com$/)?

  if existing_arn == null {
    resource provider = AWS::IAM::OIDCProvider {
      Url: "https://token.actions.githubusercontent.com"
      ClientIdList: ["sts.amazonaws.com"]
      // Without a thumbprint, AWS checks the certificate as browsers do, and goes on when GitHub changes it.
    }
  } else {
    existing provider = AWS::IAM::OIDCProvider { Arn: existing_arn }
  }

  /// The provider itself.
  output provider
  /// Its ARN.
  output arn: String = provider.ref
}

/// Which workflows of a repository: those that run on a branch, for a tag, in an environment, for pull requests, or whose
/// subject is the text. A job with an `environment:` has that as its subject, and no longer its branch.
type GitHubSubject =
  { branch: String(/^[^*?]+$/) }
  | { tag: String(/^[^*?]+$/) }
  | { environment: String(/^[^*?]+$/) }
  | { pull_requests: true }
  | { subject: String(/^[^*?]+$/) }

/// A subject as GitHub's tokens have it.
fn github_subject(repository: String, of: GitHubSubject): String = match of {
  { branch } => "repo:${repository}:ref:refs/heads/${branch}"
  { tag } => "repo:${repository}:ref:refs/tags/${tag}"
  { environment } => "repo:${repository}:environment:${environment}"
  { pull_requests } => "repo:${repository}:pull_request"
  { subject } => subject
}

/// A role that workflows of one repository at GitHub assume, for an hour at a time.
///
/// Decided here: the subjects are compared letter by letter. Many a trust policy says `repo:owner/*`, which gives the
/// role to every branch, every pull request of a stranger, and every repository that is ever made there.
construct GitHubRole {
  /// GitHub in this account.
  param github: { provider: AWS::IAM::OIDCProvider }
  /// The repository: `"owner/name"`, as GitHub spells it.
  param repository: String(/^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/)
  /// Which of its workflows.
  param subjects: [GitHubSubject]
  /// What the role is for.
  param description: String(1..=1000)
  /// What it may do.
  param statements: [Statement] = []
  /// Policies that it has beyond, by ARN.
  param managed_policies: [String] = []
  /// Its name, which the workflow's configuration says. Without one CloudFormation makes it up.
  param name: String(/^[\w+=,.@-]{1,64}$/)?
  /// How long a session may last.
  param session: Duration(1h..=12h) = 1h

  assert length(subjects) > 0, "`subjects` is empty: nothing at GitHub could assume the role"

  for s in statements {
    assert is_written_out(s),
      "${join(s.actions, ", ")}: an action with `*` grants more than anyone has read; name them, or give a `reason`"
  }

  resource role = AWS::IAM::Role {
    RoleName: name
    Description: description
    MaxSessionDuration: session.seconds
    AssumeRolePolicyDocument: policy([{
      actions: ["sts:AssumeRoleWithWebIdentity"]
      principals: { federated: [github.provider.ref] }
      conditions: {
        StringEquals: {
          "token.actions.githubusercontent.com:aud": "sts.amazonaws.com"
          "token.actions.githubusercontent.com:sub": [for s in subjects: github_subject(repository, s)]
        }
      }
    }])
    ManagedPolicyArns: if length(managed_policies) > 0 then managed_policies else null
    Policies: if length(statements) > 0 then [{ PolicyName: "access", PolicyDocument: policy(statements) }] else null
  }

  /// The role itself.
  output role
  /// Its ARN, which `aws-actions/configure-aws-credentials` takes.
  output arn: String = role.Arn
  /// Its name, which further policies take.
  output name: String = role.ref
}
