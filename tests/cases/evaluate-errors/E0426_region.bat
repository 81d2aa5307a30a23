// A type that the environment's region does not have.
stack Images {
  resource images = AWS::ECR::PublicRepository { RepositoryName: "shop" }
}

app Shop {
  stack images = Images {}
}

env development = Shop { region: "eu-central-1" }
