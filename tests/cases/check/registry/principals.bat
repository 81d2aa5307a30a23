// Whom a policy lets in: services have a domain, and the kinds of principals are few.
stack Roles {
  resource first = AWS::IAM::Role {
    AssumeRolePolicyDocument: {
      Version: "2012-10-17"
      Statement: [{ Effect: "Allow", Principal: { Service: "lambda" }, Action: "sts:AssumeRole" }]
    }
  }
  resource second = AWS::IAM::Role {
    AssumeRolePolicyDocument: {
      Version: "2012-10-17"
      Statement: [{ Effect: "Allow", Principal: { Services: ["ecs-tasks.amazonaws.com"] }, Action: "sts:AssumeRole" }]
    }
  }
}
