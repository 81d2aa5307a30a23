// What people write who come from Terraform.
resource "aws_s3_bucket" "logs" {
  bucket = "logs-of-the-shop"
  tags = {
    Name = "logs"
  }
}

variable "region" {
  type = string
  default = "eu-central-1"
}

locals { name = "shop" }

output "vpc_id" {
  value = aws_vpc.main.id
}

stack Network {
  param zones: list(string)
  param sizes: map(number)

  resource vpc = AWS::EC2::VPC { CidrBlock: var.cidr, InstanceTenancy: local.tenancy }
  resource subnet = AWS::EC2::Subnet { VpcId: aws_vpc.main.id, CidrBlock: "${module.network.cidr}" }
  resource queue = AWS::SQS::Queue { count: 3, DelaySeconds: data.aws_region.current.delay }
  output zones
  output sizes
}
