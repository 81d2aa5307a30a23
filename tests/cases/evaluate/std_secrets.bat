use std.iam.{policy}
use std.secrets.{GeneratedSecret, Key, Parameter}

/// What opens things, and what is no secret
stack Secrets {
  resource key = Key { description: "The shop's secrets", alias: "shop", deletion_window: 7d, on_delete: "Delete" }

  resource user = GeneratedSecret {
    description: "The shop's user at the bank"
    fields: { username: "shop", host: "bank.example.com" }
    key
  }

  resource pepper = GeneratedSecret { description: "What passwords are hashed with", length: 64, punctuation: true, exclude: "\"\\" }

  resource level = Parameter { path: "/shop/log-level", value: "INFO", description: "How much is logged" }

  resource access = AWS::IAM::ManagedPolicy {
    PolicyDocument: policy([...user.read, ...pepper.read, ...level.read, ...key.encrypt_and_decrypt])
  }
}

app Shop {
  stack secrets = Secrets {}
}

env test = Shop { account: "123456789012", region: "eu-central-1" }
