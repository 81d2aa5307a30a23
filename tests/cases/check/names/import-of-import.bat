// file: first.bat
let cidr = "10.0.0.0/16"
// file: second.bat
use "./first.bat".{cidr}

let block = cidr
// file: third.bat
use "./second.bat".{cidr}

let other = cidr
