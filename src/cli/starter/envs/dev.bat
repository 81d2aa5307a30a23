/// Development: nothing in it is worth keeping.
use "./base.bat".{base}

env development extends base {
  // account: "123456789012"   // with it, nobody deploys to another account by mistake

  files: { versions: false, logs_expire: 7d, on_delete: "Delete" }
}
