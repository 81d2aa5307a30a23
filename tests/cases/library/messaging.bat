use std.messaging.{EventRule, Topic}

stack Here {
  resource operators = Topic {}

  // example
}
