/// Who signs in, and as what.
use std.identity.{UserPool}
use std.lambda.{LambdaFunction}
use "./settings.bat".{WebSettings}

/// The users, their groups, and the web site as the application that signs them in
stack Cognito {
  param web: WebSettings?
  /// Whether Cognito refuses to delete the users.
  param deletion_protection: Bool
  /// What becomes of the users when they are removed from the stack.
  param on_delete: "Delete" | "Retain"

  tags { Component: "Cognito" }

  let site = if web == null then "http://localhost:3000" else "https://${web.frontend_domain}"

  @allow("checkov:CKV_AWS_115", reason: "Cognito itself limits how many may sign up in a second")
  @allow("checkov:CKV_AWS_116", reason: "Cognito waits for the answer and sees failures; nothing is lost")
  @allow("checkov:CKV_AWS_117", reason: "it looks at the request only, and reaches for nothing")
  @allow("checkov:CKV_AWS_158", reason: "its log has no addresses; CloudWatch encrypts it, and it is kept for 30 days")
  @allow("checkov:CKV_AWS_173", reason: "its settings are not secret")
  resource pre_sign_up = LambdaFunction {
    description: "Looks at who signs up"
    code: { inline: file("./functions/pre_sign_up.js") }
    runtime: "nodejs22.x"
    timeout: 5s   // Cognito waits no longer
    memory: 128MiB
    events: false   // Cognito waits for the answer
    environment: {
      REFUSED_DOMAINS: "mailinator.com,guerrillamail.com,10minutemail.com,yopmail.com"
      CONFIRM_AT_ONCE: if web == null then "yes" else "no"
    }
    on_delete: "Delete"
  }

  resource users = UserPool {
    name: "batbern-${env.name}"
    self_sign_up: true
    required: ["email", "given_name", "family_name"]
    attributes: { language: { max_length: 2 } }
    verification: {
      subject: "BATbern: your code"
      text: "Your code to sign up for BATbern is {####}."
    }
    groups: {
      ORGANIZER: { description: "Prepare the events", precedence: 1 }
      SPEAKER: { description: "Give talks", precedence: 2 }
      PARTNER: { description: "Companies that support the events", precedence: 3 }
      ATTENDEE: { description: "Come to listen", precedence: 4 }
    }
    domain: { prefix: "batbern-${env.name}" }
    clients: {
      web: {
        page: { callbacks: ["${site}/auth/callback"], logouts: [site] }
        // What people may do follows from their groups, which they cannot write.
        writes: ["email", "given_name", "family_name", "custom:language"]
      }
    }
    triggers: { pre_sign_up }
    deletion_protection
    on_delete
  }

  output users

  /// The user pool, for the services' settings
  output user_pool_id = users.id
  /// The web site's client
  output client_id = users.client_ids["web"]
}
