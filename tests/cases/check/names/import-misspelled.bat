// file: base.bat
let vpc_cidr = "10.0.0.0/16"
// file: main.bat
use "./base.bat".{vpc_cird}

stack Network {
  resource vpc = AWS::EC2::VPC { CidrBlock: vpc_cird }
}
