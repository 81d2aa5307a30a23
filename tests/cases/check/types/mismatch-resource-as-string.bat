construct Named {
  param id: String

  output id
}

stack Network {
  resource vpc = AWS::EC2::VPC { CidrBlock: "10.0.0.0/16" }
  resource inner = Named { id: vpc }
  resource outer = Named { id: inner }
}
