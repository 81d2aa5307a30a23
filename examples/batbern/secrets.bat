/// The key that encrypts, the secrets that AWS makes up, and the settings that are not secret.
use std.secrets.{GeneratedSecret, Key, Parameter}

/// KMS key, secrets, and parameters of the services
stack Secrets {
  /// Settings of the services by name: `/batbern/ENVIRONMENT/NAME` in the parameter store.
  param parameters: Map<String>
  /// What becomes of key and secrets when they are removed from the stack.
  param on_delete: "Delete" | "Retain"

  tags { Component: "Secrets" }

  resource key = Key {
    description: "Secrets, database and cache of BATbern ${env.name}"
    alias: "batbern/${env.name}"
    on_delete
  }

  resource redis_token = GeneratedSecret {
    description: "Redis: the token that lets the services in"
    length: 64
    key
    on_delete
  }

  resource jwt_key = GeneratedSecret {
    description: "The key that signs the services' tokens (JWT)"
    length: 64
    key
    on_delete
  }

  for name, value in parameters {
    resource parameter[name] = Parameter {
      path: "/batbern/${env.name}/${name}"
      value
    }
  }

  output key
  output redis_token
  output jwt_key
  output parameter
}
