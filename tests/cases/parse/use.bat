/// What this file is about,
/// in two lines.

use std.network.{Vpc, SecurityGroup as Group}
use std.iam as iam
use "./base.bat".{base}
use "../shared/names.bat" as names
use std.database.{
  Postgres
  Redis,
}
