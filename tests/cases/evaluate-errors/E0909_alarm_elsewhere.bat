/// An alarm that would wait for ever: its metric is published in another region. And maths that name what is not there.
use std.alarms.{DistributionAlarms}
use std.monitoring.{Alarm}

stack Edge {
  existing distribution = AWS::CloudFront::Distribution { Id: "E1ABCDEFGHIJKL" }
  resource queue = AWS::SQS::Queue {}
  resource site = DistributionAlarms { distribution: { distribution }, name: "Site" }
  // The same mistake of another instance is told, too.
  resource blog = DistributionAlarms { distribution: { distribution }, name: "Blog" }
  resource rate = Alarm {
    of: { expression: "{old} / {sent}", metrics: { old: metric(queue, "ApproximateAgeOfOldestMessage") } }
    description: "never"
    threshold: 1
    period: 45s
  }
}

app Shop {
  stack edge = Edge {}
}

env production = Shop { region: "eu-central-1" }
