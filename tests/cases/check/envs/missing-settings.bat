// Settings that are missing are told by checking, of each environment, once.
type Net = { cidr: Cidr, zones: Int(1..=6) = 2 }

stack Network {
  param net: Net
  resource vpc = AWS::EC2::VPC { CidrBlock: net.cidr }
}

app Shop {
  param net: Net
  param owner: String

  tags { Owner: owner }

  stack network = Network { net }
}

abstract env base = Shop {}

env development extends base { net: { zones: 1 } }

env production extends base { net: { cidr: "10.0.0.0/16" }, owner: "operations" }
