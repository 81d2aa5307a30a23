construct Bus {
  resource bus = AWS::Events::EventBus {
    Name: "orders"
    Policy: {
      Version: "2012-10-17"
      Statement: [{ Effect: "Allow", Principal: { AWS: "123456789012" }, Action: "events:PutEvent", Resource: "*" }]
    }
  }
}
