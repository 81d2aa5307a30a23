// A name that is near none of a module's: what has it in its name is told, or else what there is.
use std.compute.{Service}
use std.secrets.{Vault}

stack Web {
  resource service = Service {}
  resource vault = Vault {}
}
