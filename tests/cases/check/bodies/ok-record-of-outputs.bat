type VpcLike = { id: String, cidr: Cidr, name: String = "vpc" }

construct Network {
  param cidr: Cidr

  resource vpc = AWS::EC2::VPC { CidrBlock: cidr }

  output id = vpc.VpcId
  output cidr
  output more = 3
}

construct Service {
  param network: VpcLike

  output all = "${network.id}${network.cidr}${network.name}"
}

stack Services {
  resource network = Network { cidr: "10.0.0.0/16" }
  resource a = Service { network }
  resource b = Service { network: { id: "vpc-12345678", cidr: "10.1.0.0/16" } }

  output all = "${a.all}${b.all}${network.more}"
}
