// file: base.bat
type Port = Int
// file: main.bat
use "./base.bat" as base

stack Database {
  param number: base

  output number
}
