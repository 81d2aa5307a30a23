// file: network.bat
use "./database.bat".{port}

let cidr = "10.0.0.0/16"

let open_port = port
// file: database.bat
use "./security.bat".{group_name}

let port = 5432

let group = group_name
// file: security.bat
use "./network.bat".{cidr}

let group_name = "from-${cidr}"
