/// Who somebody is: user pools of Cognito, with clients, groups and a page to sign in on.
use std.dns.{AliasTarget}
use std.iam.{Statement}
use std.retention.{deletion_policy}

/// What a password has to be like. Length is worth more than signs that nobody remembers.
type PasswordPolicy = {
  min_length: Int(8..=99) = 12
  lowercase: Bool = true
  uppercase: Bool = true
  digits: Bool = true
  symbols: Bool = false
  /// How many old passwords cannot be used again.
  history: Int(1..=24)?
  /// How long the password of an invitation works.
  temporary_valid: Duration(1d..=365d) = 7d
}

/// A field of users that Cognito does not know by itself: `custom:NAME` in tokens.
type Attribute = {
  type: "String" | "Number" | "Boolean" | "DateTime" = "String"
  /// Whether it can change. It can never be changed whether it can.
  mutable: Bool = true
  /// The longest text.
  max_length: Int(1..=2048)?
}

/// E-mail over SES, from an identity of one's own. Cognito's own sends 50 a day.
type SesEmail = {
  /// The verified identity's ARN.
  identity_arn: String
  /// The sender: `"Shop <no-reply@example.com>"`.
  from: String
  /// Where answers go.
  reply_to: Email?
  /// SES's configuration set.
  configuration_set: String?
}

/// What is written to users. `{####}` stands for the code, and in an invitation `{username}` for the name.
type Message = { subject: String(1..=140), text: String(6..=20000) }

/// A way to sign in from an application's own form.
type SignIn =
  "ALLOW_USER_SRP_AUTH"
  | "ALLOW_USER_AUTH"
  | "ALLOW_USER_PASSWORD_AUTH"
  | "ALLOW_ADMIN_USER_PASSWORD_AUTH"
  | "ALLOW_CUSTOM_AUTH"

/// An application that signs users in.
type Client = {
  /// Whether it has a secret: servers can keep one, browsers and telephones cannot. A change replaces the client.
  secret: Bool = false
  /// The ways to sign in from the application's own form: with SRP, the password never leaves the browser.
  sign_in: [SignIn] = ["ALLOW_USER_SRP_AUTH"]
  /// Signing in on Cognito's page, which takes a `domain`: to where readers are sent back, and what their tokens tell.
  page: {
    callbacks: [String]
    logouts: [String] = []
    scopes: [String] = ["openid", "email", "profile"]
  }?
  /// The identity providers that users may come from.
  providers: [String] = ["COGNITO"]
  /// How long a token opens something.
  access_token: Duration(5min..=1d) = 1h
  /// How long a token tells who somebody is.
  id_token: Duration(5min..=1d) = 1h
  /// After how long users sign in again.
  refresh_token: Duration(1h..=3650d) = 30d
  /// The fields that it may change for users; without it, all. A field that decides what users may do does not
  /// belong here.
  writes: [String]?
}

/// A group of users. Its name is in their tokens, as `cognito:groups`.
type Group = {
  description: String(..=2048)?
  /// Which of a user's groups counts: the lowest.
  precedence: Int(0..)?
  /// The role that its users take on through an identity pool.
  role: { role: AWS::IAM::Role }?
}

/// The page's name: below `auth.REGION.amazoncognito.com`, or one's own, with a certificate made in us-east-1.
type PageDomain =
  { prefix: String(/^[a-z0-9][a-z0-9-]{0,62}$/) }
  | { name: DomainName, certificate: { certificate: AWS::CertificateManager::Certificate } }

/// A function that Cognito calls.
type Trigger = { function: AWS::Lambda::Function }

/// The functions that Cognito calls, by the moment.
type Triggers = {
  /// Before somebody is signed up: may refuse, or confirm.
  pre_sign_up: Trigger?
  /// After somebody has confirmed.
  post_confirmation: Trigger?
  /// Before somebody is signed in.
  pre_authentication: Trigger?
  /// After somebody has been signed in.
  post_authentication: Trigger?
  /// Before a token is made: may change what it tells, also in access tokens.
  pre_token_generation: Trigger?
  /// When something is written to a user.
  custom_message: Trigger?
  /// When an unknown user signs in.
  user_migration: Trigger?
}

/// The name below amazoncognito.com, or one's own.
fn page_name(domain: PageDomain): String = match domain {
  { prefix } => prefix
  { name } => name
}

/// The certificate of a name of one's own.
fn page_certificate(domain: PageDomain): AWS::CertificateManager::Certificate? = match domain {
  { certificate } => certificate.certificate
  _ => null
}

/// The users of an application, and how they sign in.
///
/// Decided here, and differently from what Cognito or CDK do by default: users sign in by e-mail, whatever its case;
/// nobody signs up by himself unless that is wanted; passwords have 12 characters; an authenticator is offered as
/// second factor, and text messages, which can be caught, are not; a new e-mail address is verified before the old one
/// is given up; the pool cannot be deleted. Clients do not tell whether a user exists, their tokens can be revoked, and
/// there is no implicit flow, which hands tokens out in addresses: CDK's clients have it, with a page of example.com to
/// go back to.
///
/// Cognito changes much of a pool in no other way than by a new and empty one: `sign_in_with`, and attributes that are
/// there. Functions in `triggers` must not name the pool in their own policies in the same stack, as the pool names
/// them: write an `AWS::IAM::RolePolicy` beside both.
construct UserPool {
  /// Its name.
  param name: String(/^[\w\s+=,.@-]{1,128}$/)
  /// What users sign in with. A change replaces the pool.
  param sign_in_with: ["email" | "phone_number"] = ["email"]
  /// Whether people sign up by themselves; else they are invited.
  param self_sign_up: Bool = false
  /// What Cognito knows that each user has to have. It can never change.
  param required: ["email" | "name" | "given_name" | "family_name" | "locale" | "phone_number"] = ["email"]
  /// Further fields, by name. Fields can be added, and never removed.
  param attributes: Map<Attribute> = {}
  /// What a password has to be like.
  param password: PasswordPolicy = {}
  /// Whether an authenticator is asked for as second factor: of nobody, of whom has one, or of all.
  param mfa: "OFF" | "OPTIONAL" | "ON" = "OPTIONAL"
  /// How e-mail is sent; without it, by Cognito, up to 50 a day.
  param email: SesEmail?
  /// What somebody who signs up is written, with the code that proves the address.
  param verification: Message?
  /// What somebody who is invited is written.
  param invitation: Message?
  /// The applications, by name.
  param clients: Map<Client> = {}
  /// The groups, by name.
  param groups: Map<Group> = {}
  /// Where Cognito's page to sign in is; without it, there is none.
  param domain: PageDomain?
  /// The functions that Cognito calls.
  param triggers: Triggers = {}
  /// What Cognito does and costs: `PLUS` also watches for stolen passwords and odd places, and acts on it.
  param tier: "LITE" | "ESSENTIALS" | "PLUS" = "ESSENTIALS"
  /// Whether Cognito refuses to delete it, whoever asks.
  param deletion_protection: Bool = true
  /// What becomes of it when it is removed from the stack.
  param on_delete: "Delete" | "Retain" = "Retain"

  for client_name, c in clients {
    assert c.page == null || domain != null,
      "`${client_name}` signs in on Cognito's page: say by `domain` where that is"
    assert c.page == null || length(c.page.callbacks) > 0,
      "`${client_name}` needs an address to go back to: `callbacks`"
    for field in required {
      assert c.writes == null || contains(c.writes, field),
        "each user needs `${field}`, so `${client_name}` has to be able to write it: add it to `writes`"
    }
  }
  assert password.history == null || tier != "LITE", "the tier LITE does not remember passwords: leave `history` out"

  let functions: Map<Trigger> = {
    if triggers.pre_sign_up != null: pre_sign_up: triggers.pre_sign_up
    if triggers.post_confirmation != null: post_confirmation: triggers.post_confirmation
    if triggers.pre_authentication != null: pre_authentication: triggers.pre_authentication
    if triggers.post_authentication != null: post_authentication: triggers.post_authentication
    if triggers.pre_token_generation != null: pre_token_generation: triggers.pre_token_generation
    if triggers.custom_message != null: custom_message: triggers.custom_message
    if triggers.user_migration != null: user_migration: triggers.user_migration
  }

  @on_delete(deletion_policy(on_delete))
  @on_replace(on_delete)
  resource pool = AWS::Cognito::UserPool {
    UserPoolName: name
    UserPoolTier: tier
    UsernameAttributes: sign_in_with
    UsernameConfiguration: { CaseSensitive: false }
    AutoVerifiedAttributes: sign_in_with
    UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: sign_in_with }
    AdminCreateUserConfig: {
      AllowAdminCreateUserOnly: !self_sign_up
      InviteMessageTemplate: if invitation == null then null else {
        EmailSubject: invitation.subject
        EmailMessage: invitation.text
      }
    }
    AccountRecoverySetting: {
      RecoveryMechanisms: [{
        Name: if contains(sign_in_with, "email") then "verified_email" else "verified_phone_number"
        Priority: 1
      }]
    }
    Schema: [
      ...[for field in required: { Name: field, AttributeDataType: "String", Required: true, Mutable: true }]
      ...[for field, a in attributes: {
        Name: field
        AttributeDataType: a.type
        Mutable: a.mutable
        StringAttributeConstraints: if a.max_length == null then null else { MaxLength: "${a.max_length}" }
      }]
    ]
    Policies: {
      PasswordPolicy: {
        MinimumLength: password.min_length
        RequireLowercase: password.lowercase
        RequireUppercase: password.uppercase
        RequireNumbers: password.digits
        RequireSymbols: password.symbols
        PasswordHistorySize: password.history
        TemporaryPasswordValidityDays: password.temporary_valid.days
      }
    }
    MfaConfiguration: mfa
    EnabledMfas: if mfa == "OFF" then null else ["SOFTWARE_TOKEN_MFA"]
    UserPoolAddOns: if tier == "PLUS" then { AdvancedSecurityMode: "ENFORCED" } else null
    EmailConfiguration: if email == null then null else {
      EmailSendingAccount: "DEVELOPER"
      SourceArn: email.identity_arn
      From: email.from
      ReplyToEmailAddress: email.reply_to
      ConfigurationSet: email.configuration_set
    }
    VerificationMessageTemplate: if verification == null then null else {
      DefaultEmailOption: "CONFIRM_WITH_CODE"
      EmailSubject: verification.subject
      EmailMessage: verification.text
    }
    LambdaConfig: if length(functions) == 0 then null else {
      PreSignUp: triggers.pre_sign_up?.function?.Arn
      PostConfirmation: triggers.post_confirmation?.function?.Arn
      PreAuthentication: triggers.pre_authentication?.function?.Arn
      PostAuthentication: triggers.post_authentication?.function?.Arn
      PreTokenGenerationConfig: if triggers.pre_token_generation == null then null else {
        LambdaArn: triggers.pre_token_generation.function.Arn
        LambdaVersion: if tier == "LITE" then "V1_0" else "V2_0"
      }
      CustomMessage: triggers.custom_message?.function?.Arn
      UserMigration: triggers.user_migration?.function?.Arn
    }
    DeletionProtection: if deletion_protection then "ACTIVE" else "INACTIVE"
  }

  for moment, trigger in functions {
    resource permission[moment] = AWS::Lambda::Permission {
      FunctionName: trigger.function.Arn
      Action: "lambda:InvokeFunction"
      Principal: "cognito-idp.amazonaws.com"
      SourceArn: pool.Arn
    }
  }

  for client_name, c in clients {
    resource client[client_name] = AWS::Cognito::UserPoolClient {
      UserPoolId: pool
      ClientName: client_name
      GenerateSecret: c.secret
      ExplicitAuthFlows: [...c.sign_in, "ALLOW_REFRESH_TOKEN_AUTH"]
      PreventUserExistenceErrors: "ENABLED"
      EnableTokenRevocation: true
      SupportedIdentityProviders: c.providers
      AllowedOAuthFlowsUserPoolClient: if c.page == null then null else true
      AllowedOAuthFlows: if c.page == null then null else ["code"]
      AllowedOAuthScopes: c.page?.scopes
      CallbackURLs: c.page?.callbacks
      LogoutURLs: if c.page == null || length(c.page.logouts) == 0 then null else c.page.logouts
      WriteAttributes: c.writes
      AccessTokenValidity: c.access_token.minutes
      IdTokenValidity: c.id_token.minutes
      RefreshTokenValidity: c.refresh_token.hours
      TokenValidityUnits: { AccessToken: "minutes", IdToken: "minutes", RefreshToken: "hours" }
    }
  }

  for group_name, g in groups {
    resource group[group_name] = AWS::Cognito::UserPoolGroup {
      UserPoolId: pool
      GroupName: group_name
      Description: g.description
      Precedence: g.precedence
      RoleArn: g.role?.role?.Arn
    }
  }

  if domain != null {
    resource page = AWS::Cognito::UserPoolDomain {
      UserPoolId: pool.ref
      Domain: page_name(domain)
      CustomDomainConfig: if page_certificate(domain) == null then null else {
        CertificateArn: page_certificate(domain)?.ref
      }
    }
  }

  let has_own_name = domain != null && page_certificate(domain) != null

  /// The pool itself.
  output pool
  /// Its identifier.
  output id: String = pool.ref
  /// Its ARN.
  output arn: String = pool.Arn
  /// Who issues the tokens: what services check them against.
  output issuer: String = pool.ProviderURL
  /// The clients' identifiers, by name.
  output client_ids: Map<String> = { for n, c in client: n => c.ref }
  /// The host of Cognito's page.
  output page_host: String? =
    if page == null then null else if has_own_name then page.ref else "${page.ref}.auth.${aws.region}.amazoncognito.com"
  /// What a page's name of one's own stands for.
  output page_alias_target: AliasTarget? = if page == null || !has_own_name then null
    else { domain: page.CloudFrontDistribution, zone_id: "Z2FDTNDATAQYW2" }
  /// Lets a role look users up.
  output read_users: [Statement] = [{
    actions: [
      "cognito-idp:AdminGetUser"
      "cognito-idp:AdminListGroupsForUser"
      "cognito-idp:ListUsers"
      "cognito-idp:ListUsersInGroup"
      "cognito-idp:ListGroups"
    ]
    resources: [pool.Arn]
  }]
  /// Lets a role invite users, change and disable them, and put them into groups.
  output manage_users: [Statement] = [{
    actions: [
      "cognito-idp:AdminCreateUser"
      "cognito-idp:AdminUpdateUserAttributes"
      "cognito-idp:AdminEnableUser"
      "cognito-idp:AdminDisableUser"
      "cognito-idp:AdminDeleteUser"
      "cognito-idp:AdminResetUserPassword"
      "cognito-idp:AdminUserGlobalSignOut"
      "cognito-idp:AdminAddUserToGroup"
      "cognito-idp:AdminRemoveUserFromGroup"
    ]
    resources: [pool.Arn]
  }]
  /// How often users signed in, by the clients' names.
  output metrics_sign_in = { for n, c in client: n => metric(pool, "SignInSuccesses", { UserPoolClient: c.ref }) }
  /// How often somebody signed up, by the clients' names.
  output metrics_sign_up = { for n, c in client: n => metric(pool, "SignUpSuccesses", { UserPoolClient: c.ref }) }
  /// How often signing in was refused because there was too much of it, by the clients' names.
  output metrics_throttled = { for n, c in client: n => metric(pool, "SignInThrottles", { UserPoolClient: c.ref }) }
}
