// Functions over what only the deployment knows.
stack Web {
  resource topic = AWS::SNS::Topic {}
  resource role = AWS::IAM::Role {
    AssumeRolePolicyDocument: {
      Version: "2012-10-17"
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: [topic.ref, "111111111111"] } }]
    }
    ManagedPolicyArns: ["arn:${aws.partition}:iam::aws:policy/ReadOnlyAccess"]
  }
}

app Shop {
  stack web = Web {}
}

env dev = Shop {}

test "told all the same" for dev {
  let statement = statements(web.role)[0]
  assert contains(statement.principals, web.topic.ref)
  assert !contains(statement.principals, "*")
  assert all([for arn in web.role.ManagedPolicyArns ?? []: starts_with(arn, "arn:") && ends_with(arn, ":policy/ReadOnlyAccess")])
  assert !any([for arn in web.role.ManagedPolicyArns ?? []: ends_with(arn, "AdministratorAccess")])
}

test "not to be told" for dev {
  for arn in web.role.ManagedPolicyArns ?? [] {
    assert starts_with(arn, "arn:aws:")
    assert matches(arn, "^arn:aws:.*")
    assert any([ends_with(arn, "s3"), contains([arn], "arn:aws:iam::aws:policy/ReadOnlyAccess")])
  }
}
