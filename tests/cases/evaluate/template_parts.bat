/// Transforms and verbatim parts of a template.
construct Macro {
  transform "AWS::Serverless-2016-10-31"
  resource topic = AWS::SNS::Topic {}
}
stack Parts {
  parameter size: Int { default: 3, min: 1, max: 9, constraint: "1 to 9" }
  resource macro = Macro {}
  fragment "Rules" = { OnlyHere: {
    Assertions: [{ Assert: { "Fn::Equals": [{ Ref: "AWS::Region" }, "eu-central-1"] }, AssertDescription: "only there" }]
  } }
  fragment "Mappings/Sizes" = { small: { n: 1 } }
  fragment "Metadata/Note" = { size: size }
  fragment "Outputs/Extra" = { Value: { Ref: "AWS::Region" } }
}
app Program { stack parts = Parts {} }
env test = Program {}
