stack Files {
  param name: String

  settings {
    region: if env.name == "production" then "us-east-1" else "eu-central-1"
    description: "The files of ${env.name}"
    stack_name: "files-${name}"
    termination_protection: env.name == "production"
  }

  tags { Component: "Files", Name: name, if env.name == "production": Critical: "yes", Owner: null }

  resource bucket = AWS::S3::Bucket { Tags: [{ Key: "Name", Value: name }] }
}
