/// References across regions and accounts are weak.
stack Dns {
  settings { region: "us-east-1", stack_name: "the-dns", description: "Names", termination_protection: true }
  resource certificate = AWS::CertificateManager::Certificate { DomainName: "www.example.com" }
  output arn = certificate.CertificateArn
}
stack Site {
  param arn: String
  resource topic = AWS::SNS::Topic { DisplayName: "for ${arn}", TopicName: "t-${arn}" }
}
app Program {
  stack dns = Dns {}
  stack site = Site { arn: dns.arn }
}
env test = Program { account: "123456789012", region: "eu-central-1" }
