/// A map of known values that is looked up by what only the deployment knows.
let sizes: Map<{ count: Int, kind: String }> = { dev: { count: 1, kind: "small" }, prod: { count: 3, kind: "large" } }

stack Images {
  parameter stage: "dev" | "prod" { default: "dev" }
  let images: Map<String> = { "eu-central-1": "ami-1", "us-east-1": "ami-2" }
  resource topic = AWS::SNS::Topic { DisplayName: images[aws.region], TopicName: "${sizes[stage].kind}-${sizes[stage].count}" }
}

app Program { stack images = Images {} }
env test = Program {}
