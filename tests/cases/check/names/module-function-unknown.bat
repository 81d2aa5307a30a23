// file: base.bat
fn double(n: Int): Int = 2 * n
// file: main.bat
use "./base.bat" as base

let four = base.doubel(2)
