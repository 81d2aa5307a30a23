/// What happens is sent on: a rule finds events, a topic spreads messages, a queue keeps them until somebody has time.
use std.lambda.{LambdaFunction}
use std.messaging.{EventRule, Queue, Topic}

/// Uploads are looked at one by one; who is on duty hears of those that failed
stack Uploads {
  param bucket: String
  param on_duty: Email

  resource work = Queue {
    visibility: 3min   // six times the function's timeout
    // Who sends is named here, and the rule below names the queue: neither has to be deployed first.
    statements: uploaded.deliver["work"]
  }

  resource uploaded = EventRule {
    description: "Files that were uploaded"
    pattern: { source: ["aws.s3"], "detail-type": ["Object Created"], detail: { bucket: { name: [bucket] } } }
    targets: { work: { to: { queue: work }, part: "$.detail" } }
  }

  resource look = LambdaFunction {
    description: "Looks at an upload"
    runtime: "python3.13"
    code: { inline: "def handler(event, context): print(event)" }
    timeout: 30s
    statements: work.consume
  }

  resource from_queue = AWS::Lambda::EventSourceMapping {
    EventSourceArn: work.arn
    FunctionName: look.function
    FunctionResponseTypes: ["ReportBatchItemFailures"]
  }

  resource news = Topic { subscriptions: { duty: { to: { email: on_duty } } } }

  /// Where programs publish what people have to know
  output news_arn = news.arn
}

app Example {
  stack uploads = Uploads { bucket: "example-uploads", on_duty: "duty@example.com" }
}

env production = Example { account: "123456789012", region: "eu-central-1" }
