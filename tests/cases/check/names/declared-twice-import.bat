// file: base.bat
let port = 5432
// file: main.bat
use "./base.bat".{port}

let port = 5433
