// file: base.bat
let port = 5432
// file: main.bat
use "./base.bat" as base

stack Files {
  output port = base
}
