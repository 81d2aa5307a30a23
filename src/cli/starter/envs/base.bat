/// What all environments have in common.
use "../app.bat".{Starter}

abstract env base = Starter {
  region: "eu-central-1"

  files: {}
}
