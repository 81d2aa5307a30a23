/// A user pool with all that it may have, and one with nothing but its defaults.
use std.dns.{AliasRecord, Certificate, Zone}
use std.iam.{Role}
use std.identity.{UserPool}

let zone: Zone = { id: "Z0123456789ABCDEFGHIJ", name: "example.com" }

stack Names {
  settings { region: "us-east-1" }
  resource certificate = Certificate { domain: "login.example.com", zone }
  output certificate
}

stack Users {
  param certificate: Certificate

  resource function_role = Role { description: "Looks at users", service: "lambda.amazonaws.com", same_account_only: false }
  resource function = AWS::Lambda::Function {
    Runtime: "nodejs22.x"
    Handler: "index.handler"
    Code: { ZipFile: "exports.handler = async (event) => event;" }
    Role: function_role.arn
  }

  resource customers = UserPool {
    name: "Customers of the shop"
    self_sign_up: true
    required: ["email", "name"]
    attributes: { loyalty: { type: "Number", mutable: false }, language: { max_length: 2 } }
    password: { min_length: 16, symbols: true, history: 5, temporary_valid: 1d }
    mfa: "ON"
    tier: "PLUS"
    email: {
      identity_arn: "arn:aws:ses:eu-central-1:123456789012:identity/example.com"
      from: "Shop <no-reply@example.com>"
      reply_to: "help@example.com"
    }
    verification: { subject: "Your code", text: "Your code is {####}." }
    invitation: { subject: "Welcome", text: "You are {username}, and begin with {####}." }
    clients: {
      web: {
        page: { callbacks: ["https://www.example.com/back"], logouts: ["https://www.example.com/"] }
        writes: ["email", "name"]
        access_token: 10min
      }
      office: { secret: true, sign_in: ["ALLOW_ADMIN_USER_PASSWORD_AUTH"], refresh_token: 12h }
    }
    groups: {
      staff: { description: "Who works here", precedence: 0, role: function_role }
      customer: {}
    }
    domain: { name: "login.example.com", certificate }
    triggers: {
      pre_sign_up: { function }
      post_confirmation: { function }
      pre_authentication: { function }
      post_authentication: { function }
      pre_token_generation: { function }
      custom_message: { function }
      user_migration: { function }
    }
  }

  if customers.page_alias_target != null {
    resource login = AliasRecord { name: "login.example.com", zone, target: customers.page_alias_target }
  }

  resource staff = UserPool {
    name: "Staff"
    clients: { desk: { page: { callbacks: ["http://localhost:8080/"] } } }
    domain: { prefix: "example-staff" }
    deletion_protection: false
    on_delete: "Delete"
  }

  resource help_desk = Role {
    description: "Helps users"
    service: "ecs-tasks.amazonaws.com"
    statements: [...customers.read_users, ...customers.manage_users]
  }

  output issuer = customers.issuer
  output web_client = customers.client_ids["web"]
  output page = customers.page_host
  output staff_page = staff.page_host
}

app Shop {
  stack names = Names {}
  stack users = Users { certificate: names.certificate }
}
env production = Shop { account: "123456789012", region: "eu-central-1" }
