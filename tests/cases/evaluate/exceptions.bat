// What scanners of templates may find, with the reasons: on a resource, on instances around it, beside own metadata.

construct Logs {
  param names: [String]

  for name in names {
    @allow("checkov:CKV_AWS_18", reason: "logs of logs would have no end")
    @attributes({ Metadata: { checkov: { skip: [{ id: "CKV_AWS_21", comment: "by hand" }] }, Owner: "web" } })
    resource bucket[name] = AWS::S3::Bucket {}
  }
  resource topic = AWS::SNS::Topic {}
}

stack Files {
  @allow("checkov:CKV_AWS_18", reason: "where no inner reason stands")
  @allow("checkov:CKV_AWS_26", reason: "what is told is no secret")
  @allow("checkov:CKV2_AWS_99999", reason: "a check that is not known may look at anything")
  resource logs = Logs { names: ["a", "b"] }

  resource plain = AWS::SNS::Topic {}
}

app Shop {
  stack files = Files {}
}

env test = Shop { region: "eu-central-1" }
