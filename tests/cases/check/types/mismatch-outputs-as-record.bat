type VpcLike = { id: String, cidr: Cidr }

construct Network {
  output id = "vpc-1"
}

construct Service {
  param vpc: VpcLike

  output id = "${vpc.id}${vpc.cidr}"
}

stack Services {
  resource network = Network {}
  resource service = Service { vpc: network }
}
