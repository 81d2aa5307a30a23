/// Alarms on metrics and on maths, composite alarms, metrics of logs, and a dashboard.
use std.monitoring.{Alarm, CompositeAlarm, Dashboard, LogGroup, LogMetric, highest, lowest, per_cent, total}

stack Monitoring {
  param loud: Bool

  resource topic = AWS::SNS::Topic { DisplayName: "alarms" }
  resource balancer = AWS::ElasticLoadBalancingV2::LoadBalancer {
    Subnets: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  }
  resource orders = AWS::SQS::Queue {}
  resource mail = AWS::SQS::Queue {}
  resource log = LogGroup { retention: 14d }

  let requests = metric(balancer, "RequestCount")
  let failed = metric(balancer, "HTTPCode_ELB_5XX_Count")
  let waiting = { orders: metric(orders, "ApproximateNumberOfMessagesVisible"), mail: metric(mail, "ApproximateNumberOfMessagesVisible") }

  resource errors = LogMetric {
    group: log
    pattern: "{ $.level = \"ERROR\" }"
    namespace: "Shop/${env.name}"
    name: "errors"
  }

  resource error_rate = Alarm {
    of: per_cent(failed, requests)
    description: "More than 5 % of requests fail: look at the services' logs"
    threshold: 5
    topics: [if loud: { topic }]
  }
  resource slow = Alarm {
    of: metric(balancer, "TargetResponseTime")
    statistic: "p99"
    description: "One request of a hundred takes more than a second"
    threshold: 1
    periods: 1
    topics: [{ topic }]
    tell_when_over: false
  }
  resource old = Alarm {
    of: metric(orders, "ApproximateAgeOfOldestMessage")
    description: "Orders wait for more than 10 minutes: does the worker run?"
    comparison: ">="
    threshold: 10min.seconds
    period: 5min
    periods: 2
    missing: "notBreaching"
    name: "orders-wait"
  }
  resource errors_logged = Alarm { of: errors.metric_count, description: "Errors in the log", threshold: 10 }
  resource anything = CompositeAlarm {
    of: [error_rate, slow]
    description: "The shop does not answer as it should"
    silenced_by: old
    topics: [{ topic }]
  }

  resource page = Dashboard {
    name: "Shop-${env.name}"
    rows: [
      [{ text: "# Shop, ${env.name}" }, { title: "Alarms", alarms: [error_rate, slow, old, anything] }]
      if !loud: []
      [
        {
          title: "Requests"
          graph: { all: requests, failed }
          right: { "per cent failed": per_cent(failed, requests) }
          limits: { "too many": 5 }
        }
        { title: "Waiting", graph: { most: highest(waiting), least: lowest(waiting), all: total(waiting) }, stacked: true, max: 1000 }
        { title: "Waiting now", numbers: waiting }
      ]
      [{ title: "Errors", query: "fields @timestamp, @message | sort @timestamp desc | limit 20", groups: [log] }]
    ]
  }

  output page_name = page.name
}

app Shop {
  param loud: Bool = true
  stack monitoring = Monitoring { loud }
}

env production = Shop { region: "eu-central-1" }
