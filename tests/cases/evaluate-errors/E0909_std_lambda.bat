/// What the construct for functions refuses.
use std.lambda.{LambdaFunction}

stack Functions {
  resource hello = LambdaFunction {
    description: "Says hello"
    code: { inline: "class Hello {}" }
    runtime: "java21"
  }

  resource old = LambdaFunction {
    description: "Says hello, as it did years ago"
    code: { inline: "exports.handler = () => 'hello'" }
    runtime: "nodejs12.x"
  }
}

app Program { stack functions = Functions {} }
env test = Program { account: "123456789012", region: "eu-central-1" }
