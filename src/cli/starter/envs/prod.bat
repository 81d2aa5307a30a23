/// Production.
use "./base.bat".{base}

env production extends base {
  // account: "210987654321"

  files: { logs_expire: 365d }
}
