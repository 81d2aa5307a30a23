stack Main {
  resource role = AWS::IAM::Role {
    AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }] }
    Policies: [{
      PolicyName: "all"
      PolicyDocument: {
        Version: "2012-10-17"
        Statement: [for n in range(0, 100): { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::a-bucket-with-a-long-name-${n}/objects/*" }]
      }
    }]
  }
}
app Program { stack main = Main {} }
env test = Program {}
