/// What wakes people: standard alarms, one of one's own with maths, one for several, and a page to look at.
use std.alarms.{FunctionAlarms, QueueAlarms}
use std.lambda.{LambdaFunction}
use std.messaging.{Queue}
use std.monitoring.{Alarm, CompositeAlarm, Dashboard, per_cent}

/// Orders that are worked off, and who hears when they are not
stack Orders {
  param email: Email

  resource orders = Queue { visibility: 3min }

  resource worker = LambdaFunction {
    description: "Works off orders"
    runtime: "python3.13"
    code: { inline: "def handler(event, context): pass" }
    timeout: 30s
    statements: orders.consume
  }

  resource people = AWS::SNS::Topic {
    Subscription: [{ Protocol: "email", Endpoint: email }]
  }

  // Thresholds with a reason, and descriptions that say what to do; only what the owner alone can know is asked for.
  resource queue_alarms = QueueAlarms { queue: orders, name: "Orders", oldest: 15min }
  resource worker_alarms = FunctionAlarms { function: worker, name: "Worker", timeout: 30s }

  // One message for one fault, whichever alarm saw it first.
  resource late = CompositeAlarm {
    of: [...queue_alarms.all, ...worker_alarms.all]
    description: "Orders are not worked off as they should be: the dashboard shows where they stop"
    topics: [{ topic: people }]
  }

  // An alarm of one's own: `metric(worker.function, "…")` knows what Lambda publishes, and with which dimensions.
  resource refused = Alarm {
    of: per_cent(metric(worker.function, "AsyncEventsDropped"), metric(worker.function, "AsyncEventsReceived"))
    description: "More than 1 % of the events that the worker is sent are dropped: they come faster than it works"
    threshold: 1
    missing: "notBreaching"
    topics: [{ topic: people }]
  }

  resource page = Dashboard {
    rows: [
      [{ title: "Alarms", alarms: [late, refused] }]
      [
        {
          title: "Orders that wait"
          graph: { orders: orders.metric_waiting }
          right: { "oldest, s": orders.metric_oldest }
        }
        { title: "Worker", graph: { runs: worker.metric_invocations, errors: worker.metric_errors } }
      ]
      [{
        title: "Errors"
        query: "fields @timestamp, @message | filter @message like /ERROR/ | limit 20"
        groups: [worker.log]
      }]
    ]
  }
}

app Shop {
  stack orders = Orders { email: "people@example.com" }
}

env production = Shop { region: "eu-central-1" }
