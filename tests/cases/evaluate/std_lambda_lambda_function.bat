/// Functions: a few lines inline, and one in a VPC from a file.
use std.lambda.{LambdaFunction}
use std.network.{SecurityGroup}
use std.secrets.{Key}

stack Functions {
  existing network = AWS::EC2::VPC { VpcId: "vpc-0123456789abcdef0" }
  existing subnet = AWS::EC2::Subnet { SubnetId: "subnet-0123456789abcdef0" }

  resource key = Key { description: "environment" }
  resource clients = SecurityGroup { vpc: { vpc: network }, description: "functions" }

  resource hello = LambdaFunction {
    description: "Says hello"
    code: { inline: """
      def handler(event, context):
          return "hello"
      """ }
    runtime: "python3.13"
  }

  resource report = LambdaFunction {
    description: "Writes the report"
    code: { asset: { bucket: "assets", key: "report.zip", hash: "0123" } }
    runtime: "nodejs22.x"
    handler: "report.main"
    architecture: "x86_64"
    memory: 1GiB
    timeout: 5min
    environment: { LEVEL: "INFO" }
    key
    network: { subnets: [subnet], security_groups: [clients] }
    reserved_concurrency: 2
    events: false
    tracing: false
    statements: hello.invoke
    on_delete: "Delete"
  }

  output errors = hello.metric_errors.dimensions.FunctionName
}

app Program { stack functions = Functions {} }
env test = Program { account: "123456789012", region: "eu-central-1" }
