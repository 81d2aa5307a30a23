// Modules of the library begin with `std`, and paths at the folder of the file.
use foo.network.{Vpc}
use storage.{Bucket}
use "database.bat".{Postgres}
use "./stacks/web.bat".{Web}

stack Network {
  resource vpc = Vpc { cidr: "10.0.0.0/16" }
  resource bucket = Bucket { name: "reports" }
  resource database = Postgres {}
  resource web = Web {}
}
