construct Service {
  param port: Int(1..=65535)
  param name: String(/[a-z][a-z0-9-]*/)
  param label: String(1..=8)
  param cidr: Cidr
  param domain: DomainName
  param account: AccountId
  param mail: Email
  param region: Region
  param arn: Arn
  param address: IpAddress

  output all = "${port}${name}${label}${cidr}${domain}${account}${mail}${region}${arn}${address}"
}

stack Services {
  resource a = Service {
    port: 70000
    name: "Web"
    label: "a-long-label"
    cidr: "10.0.0.0"
    domain: "https://example.com"
    account: "1234"
    mail: "me.example.com"
    region: "eu-central1"
    arn: "s3:bucket"
    address: "10.0.0.256"
  }
}
