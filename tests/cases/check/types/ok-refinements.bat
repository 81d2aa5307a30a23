type Port = Int(1..=65535)

type Name = String(/[a-z][a-z0-9-]*/, 1..=63)

construct Service {
  param port: Port
  param name: Name
  param low: Port(1..=1024) = 80
  param label: String(..=8) = "x"
  param share: Float(0.0..=1.0) = 0.5
  param kept: Duration(1d..=35d) = 7d
  param disk: Size(20GiB..) = 20GiB
  param cidr: Cidr = "10.0.0.0/16"
  param account: AccountId = "123456789012"
  param region: Region = "eu-central-1"
  param mail: Email = "me@example.com"
  param arn: Arn = "arn:aws:s3:::bucket"
  param domain: DomainName = "www.example.com"
  param address: IpAddress = "10.0.0.1"

  output all = join(["${port}", name, "${low}", label, "${share}", "${kept.days}", "${disk.gib}", cidr], "")
  output more = join([account, region, mail, arn, domain, address], "")
}

stack Services {
  param computed: Int
  param text: String

  resource a = Service { port: 8080, name: "web" }
  resource b = Service { port: computed, name: text, low: computed }
}
