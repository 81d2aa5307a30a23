/// A function of Lambda, and an alarm on its errors.
use std.lambda.{LambdaFunction}

stack Greeting {
  resource hello = LambdaFunction {
    description: "Says hello"
    code: { inline: """
      def handler(event, context):
          return "hello, " + event["name"]
      """ }
    runtime: "python3.13"
  }

  resource fails = AWS::CloudWatch::Alarm {
    AlarmDescription: "The function failed"
    Namespace: hello.metric_errors.namespace
    MetricName: hello.metric_errors.name
    Dimensions: [for name, value in hello.metric_errors.dimensions: { Name: name, Value: value }]
    Statistic: "Sum"
    Period: 300
    EvaluationPeriods: 1
    Threshold: 0
    ComparisonOperator: "GreaterThanThreshold"
    TreatMissingData: "notBreaching"
  }

  /// The function's name
  output name = hello.name
}

app Example {
  stack greeting = Greeting {}
}

env greeting = Example { account: "123456789012", region: "eu-central-1" }
