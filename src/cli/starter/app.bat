/// Starter: what is deployed, once for each environment in envs/.
use "./stacks/files.bat".{FileSettings, Files}

app Starter {
  /// How files are kept.
  param files: FileSettings

  tags {
    Project: "Starter"
    Environment: env.name
    ManagedBy: "batc"
  }

  stack files = Files { settings: files }
}
