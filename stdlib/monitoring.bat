/// Logs, metrics, alarms and dashboards.
use std.retention.{deletion_policy}

/// What is measured: what `metric(resource, "Name")` gives, or written out for a metric of one's own.
///
/// `metric` takes namespace, dimensions and usual statistic from the registry, so an alarm never waits for numbers that
/// nobody publishes.
type Metric = {
  /// Who publishes it: `"AWS/RDS"`.
  namespace: String
  /// What it is called there.
  name: String
  /// What tells it from others of the name.
  dimensions: Map<String> = {}
  /// How the values of a period become one, when nothing else is said.
  statistic: Statistic = "Average"
  /// Where it is published, if that is known.
  region: String?
}

/// Several metrics computed into one: `{ expression: "100 * {errors} / {requests}", metrics: { errors, requests } }`.
type Maths = {
  /// CloudWatch's metric maths, with each metric by its name in braces: `"SUM([{a}, {b}])"`, `"FILL({a}, 0)"`.
  expression: String
  /// The metrics by their names.
  metrics: Map<Metric>
}

/// How the values of a period become one: CloudWatch's own five, percentiles (`"p99"`), and means without extremes
/// (`"tm95"`).
type Statistic = String(/^(Average|Sum|Minimum|Maximum|SampleCount|IQM|(p|tm|wm|tc|ts)\d{1,2}(\.\d{1,10})?|p100)$/)

/// Part of a whole in per cent, 0 where there is no whole: requests that failed, of all.
fn per_cent(part: Metric, whole: Metric): Maths = {
  // Without the guard a period without requests would divide by zero and have no value at all.
  expression: "IF({whole} > 0, 100 * FILL({part}, 0) / {whole}, 0)"
  metrics: { part, whole }
}

/// Several metrics added up, where any of them has a value. `{a} + {b}` has one only where all have.
fn total(of: Map<Metric>): Maths = {
  expression: "SUM([${join([for name in keys(of): "{${name}}"], ", ")}])"
  metrics: of
}

/// The highest of several metrics at each time: of the nodes of a cache.
fn highest(of: Map<Metric>): Maths = {
  expression: "MAX([${join([for name in keys(of): "{${name}}"], ", ")}])"
  metrics: of
}

/// The lowest of several metrics at each time.
fn lowest(of: Map<Metric>): Maths = {
  expression: "MIN([${join([for name in keys(of): "{${name}}"], ", ")}])"
  metrics: of
}

/// The metrics that are computed into one, or the one by itself.
fn inputs(of: Metric | Maths): Map<Metric> = match of {
  { expression, metrics } => metrics
  { namespace, name } as metric => { itself: metric }
}

/// The text of maths, or null for a metric.
fn expression_of(of: Metric | Maths): String? = match of {
  { expression, metrics } => expression
  { namespace, name } => null
}

/// A metric's identifier within an alarm or a widget.
fn id_of(prefix: String, name: String): String = "${prefix}${replace(name, "-", "_")}"

/// An expression as CloudWatch takes it, with a metric's identifier for each name in braces.
fn with_ids(expression: String, prefix: String): String = join(
  [
    for i, part in split(expression, "{"): if i == 0 then part else join(
      [for j, text in split(part, "}"): if j == 0 then id_of(prefix, text) else text]
      ""
    )
  ]
  ""
)

/// The names in braces of an expression.
fn names_in(expression: String): [String] = [for i, part in split(expression, "{") if i > 0: split(part, "}")[0]]

/// Whether every brace of an expression is closed before the next one opens.
fn is_braced(expression: String): Bool =
  all([for i, part in split(expression, "{"): length(split(part, "}")) == (if i == 0 then 1 else 2)])

/// Whether a statistic is one of CloudWatch's five, which alarms take in a property of their own.
fn is_basic(statistic: String): Bool = contains(["Average", "Sum", "Minimum", "Maximum", "SampleCount"], statistic)

/// The metric's dimensions as alarms take them.
fn dimensions_of(of: Metric): [{ Name: String, Value: String }] =
  [for key, value in of.dimensions: { Name: key, Value: value }]

/// A log group that forgets: CloudWatch keeps logs for ever unless told otherwise.
construct LogGroup {
  /// Its name. Leave it out, unless a service insists on one: CloudFormation can replace what it has named itself.
  param name: String(/^[.\-_\/#A-Za-z0-9]{1,512}$/)?
  /// How long an entry is kept. CloudWatch takes certain lengths only: 1, 3, 5, 7, 14, 30, 60, 90 days and some longer.
  param retention: Duration = 30d
  /// The KMS key that encrypts it; its policy must let CloudWatch Logs of this region use it. Without one, AWS's own
  /// key does.
  param key: { key: AWS::KMS::Key }?
  /// What becomes of it when it is removed from the stack or replaced.
  param on_delete: "Delete" | "Retain" = "Retain"

  @on_delete(deletion_policy(on_delete))
  @on_replace(on_delete)
  resource group = AWS::Logs::LogGroup {
    LogGroupName: name
    RetentionInDays: retention.days
    KmsKeyId: key?.key?.Arn
  }

  /// The log group itself.
  output group
  /// Its name.
  output name: String = group.ref
  /// Its ARN, with the `:*` at the end that stands for its streams.
  output arn: String = group.Arn
  /// How many bytes arrive, which is what is paid for.
  output metric_bytes = metric(group, "IncomingBytes")
}

/// Counts the entries of a log group that match a pattern: a metric of one's own, for what no service measures.
construct LogMetric {
  /// Where the entries are.
  param group: { group: AWS::Logs::LogGroup }
  /// Which entries count, in CloudWatch's filter patterns: `"ERROR"`, `"{ $.level = \"ERROR\" }"`.
  param pattern: String(1..=1024)
  /// Whose metric it is: `"BATbern/production"`. Names that begin with `AWS/` are AWS's own.
  param namespace: String(/^[0-9A-Za-z.\-_\/#]{1,255}$/)
  /// What the metric is called.
  param name: String(/^[^:*$]{1,255}$/)
  /// What an entry adds: a number, or the field that holds it, `"$.duration"`.
  param value: String(1..=100) = "1"

  assert !starts_with(namespace, "AWS/"), "namespaces that begin with `AWS/` are AWS's own"

  resource filter = AWS::Logs::MetricFilter {
    LogGroupName: group.group
    FilterPattern: pattern
    MetricTransformations: [{
      MetricNamespace: namespace
      MetricName: name
      MetricValue: value
      // So that an alarm sees a calm log as calm, and not as silence.
      DefaultValue: if value == "1" then 0 else null
    }]
  }

  /// The filter itself.
  output filter
  /// What it measures.
  output metric_count: Metric = { namespace, name, statistic: "Sum" }
}

/// Tells people when a metric, or what is computed from several, has crossed a threshold for some time.
///
/// Decided here: an alarm needs 3 bad minutes of 5, so that one slow minute wakes nobody and a lasting fault is known
/// within minutes; whoever hears of it also hears when it is over. CDK's alarms look at 5-minute periods and one of
/// them is enough.
construct Alarm {
  /// What is watched: `metric(database.instance, "CPUUtilization")`, an output `metric_…` of a construct, or maths.
  param of: Metric | Maths
  /// What has happened when it rings, and what to do. People read it first.
  param description: String(1..=1024)
  /// What the metric is compared with.
  param threshold: Float
  /// When it rings: the metric is … than the threshold.
  param comparison: ">" | ">=" | "<" | "<=" = ">"
  /// How the values of a period become one; without it, as is usual for the metric.
  param statistic: Statistic?
  /// How long a period is: 10, 20 or 30 s (for metrics that are published so often), or minutes.
  param period: Duration = 1min
  /// How many periods are looked at.
  param periods: Int(1..) = 5
  /// How many of them have to be bad: 3, or all when fewer are looked at.
  param datapoints: Int(1..) = if periods > 3 then 3 else periods
  /// What a period without a value is: unknown, ignored, bad or good. Metrics that count errors say nothing when there
  /// are none: there it is `"notBreaching"`.
  param missing: "missing" | "ignore" | "breaching" | "notBreaching" = "missing"
  /// Who is told. SNS topics of the alarm's own region.
  param topics: [{ topic: AWS::SNS::Topic }] = []
  /// Whether they are told when it is over, too.
  param tell_when_over: Bool = true
  /// Its name. Leave it out, unless something finds the alarm by name.
  param name: String(1..=255)?

  let metrics = inputs(of)
  let expression = expression_of(of)

  assert datapoints <= periods, "${datapoints} of ${periods} periods cannot be bad"
  assert period.seconds % 60 == 0 || contains([10, 20, 30], period.seconds),
    "CloudWatch takes periods of 10, 20 and 30 s and of whole minutes, found ${period.seconds} s"
  assert period.seconds * periods <= (if period >= 1h then 604800 else 86400),
    "CloudWatch looks at one day at most, at seven with periods of an hour and more, found ${period.seconds * periods} s"
  for key, input in metrics {
    assert input.region == null || input.region == stack.region,
      "`${input.name}` is published in ${input.region}: an alarm in ${stack.region} would never see it"
  }
  assert length(keys(metrics)) <= 10, "an alarm looks at 10 metrics at most, found ${length(keys(metrics))}"
  if expression != null {
    assert is_braced(expression), "a brace is not closed in `${expression}`"
    assert all([for named in names_in(expression): contains(metrics, named)]),
      "`${expression}` names a metric that is not among ${join(keys(metrics), ", ")}"
    assert all([for key in keys(metrics): matches(key, "[A-Za-z0-9_-]+")]),
      "the names of metrics are letters, digits, `_` and `-`, found ${join(keys(metrics), ", ")}"
    assert all([for key in keys(metrics): contains(names_in(expression), key)]),
      "`${expression}` does not use all of ${join(keys(metrics), ", ")}"
  }

  let used = [for key, input in metrics: statistic ?? input.statistic][0]

  resource alarm = AWS::CloudWatch::Alarm {
    AlarmName: name
    AlarmDescription: description
    Namespace: if expression == null then values(metrics)[0].namespace else null
    MetricName: if expression == null then values(metrics)[0].name else null
    Dimensions: if expression == null && length(values(metrics)[0].dimensions) > 0
      then dimensions_of(values(metrics)[0])
      else null
    Statistic: if expression == null && is_basic(used) then used else null
    ExtendedStatistic: if expression == null && !is_basic(used) then used else null
    // A percentile of three requests says nothing.
    EvaluateLowSampleCountPercentile: if expression == null && starts_with(used, "p") then "ignore" else null
    Period: if expression == null then period.seconds else null
    Metrics: if expression == null then null else [
      { Id: "result", Expression: with_ids(expression, "m_"), ReturnData: true }
      ...[for key, input in metrics: {
        Id: id_of("m_", key)
        ReturnData: false
        MetricStat: {
          Metric: { Namespace: input.namespace, MetricName: input.name, Dimensions: dimensions_of(input) }
          Stat: statistic ?? input.statistic
          Period: period.seconds
        }
      }]
    ]
    Threshold: threshold
    ComparisonOperator: match comparison {
      ">" => "GreaterThanThreshold"
      ">=" => "GreaterThanOrEqualToThreshold"
      "<" => "LessThanThreshold"
      "<=" => "LessThanOrEqualToThreshold"
    }
    EvaluationPeriods: periods
    DatapointsToAlarm: datapoints
    TreatMissingData: missing
    AlarmActions: if length(topics) == 0 then null else [for t in topics: t.topic.ref]
    OKActions: if length(topics) == 0 || !tell_when_over then null else [for t in topics: t.topic.ref]
  }

  /// The alarm itself.
  output alarm
  /// Its name.
  output name: String = alarm.ref
  /// Its ARN, which dashboards and composite alarms take.
  output arn: String = alarm.Arn
}

/// One alarm for several: rings when any of them does, or all, so that one fault is one message.
construct CompositeAlarm {
  /// The alarms.
  param of: [{ arn: String }]
  /// Whether any of them is enough, or all have to ring.
  param when: "any" | "all" = "any"
  /// What has happened when it rings, and what to do.
  param description: String(1..=1024)
  /// An alarm that silences this one while it rings: of a database that everything else waits for, of a deployment.
  param silenced_by: { arn: String }?
  /// How long that alarm may come later than this one, and go earlier.
  param silence_wait: Duration = 2min
  /// Who is told.
  param topics: [{ topic: AWS::SNS::Topic }] = []
  /// Whether they are told when it is over, too.
  param tell_when_over: Bool = true

  assert length(of) > 0, "a composite alarm is made of alarms, found none"
  assert length(of) <= 100, "CloudWatch takes 100 alarms at most, found ${length(of)}"

  resource alarm = AWS::CloudWatch::CompositeAlarm {
    AlarmDescription: description
    AlarmRule: join([for a in of: "ALARM(\"${a.arn}\")"], if when == "any" then " OR " else " AND ")
    ActionsSuppressor: silenced_by?.arn
    ActionsSuppressorWaitPeriod: if silenced_by == null then null else silence_wait.seconds
    ActionsSuppressorExtensionPeriod: if silenced_by == null then null else silence_wait.seconds
    AlarmActions: if length(topics) == 0 then null else [for t in topics: t.topic.ref]
    OKActions: if length(topics) == 0 || !tell_when_over then null else [for t in topics: t.topic.ref]
  }

  /// The alarm itself.
  output alarm
  /// Its ARN.
  output arn: String = alarm.Arn
}

/// Words, in Markdown.
type Text = {
  /// The text.
  text: String
  /// Its height; a dashboard's row is as high as its highest widget.
  height: Int(1..=1000) = 2
}

/// Lines over time.
type Graph = {
  /// What stands above it.
  title: String
  /// The lines by their labels, against the axis on the left.
  graph: Map<Metric | Maths>
  /// Those against the axis on the right, for what has another unit.
  right: Map<Metric | Maths> = {}
  /// Horizontal lines by their labels: the thresholds of alarms.
  limits: Map<Float> = {}
  /// Whether lines stand on each other.
  stacked: Bool = false
  /// Where the axis on the left ends, when not at the highest value.
  max: Float?
  /// Its height.
  height: Int(1..=1000) = 6
}

/// The last values as numbers.
type Numbers = {
  /// What stands above them.
  title: String
  /// The numbers by their labels.
  numbers: Map<Metric | Maths>
  /// Its height.
  height: Int(1..=1000) = 4
}

/// Which alarms ring.
type AlarmStatus = {
  /// What stands above them.
  title: String
  /// The alarms.
  alarms: [{ arn: String }]
  /// Its height.
  height: Int(1..=1000) = 3
}

/// What a query finds in logs, in the language of CloudWatch Logs Insights.
type LogQuery = {
  /// What stands above it.
  title: String
  /// The query: `"fields @timestamp, @message | filter level = 'ERROR' | sort @timestamp desc | limit 50"`.
  query: String
  /// Where it looks.
  groups: [{ name: String }]
  /// How the result is shown.
  view: "table" | "timeSeries" | "bar" | "pie" = "table"
  /// Its height.
  height: Int(1..=1000) = 6
}

/// What a dashboard shows: a record of one of these forms, told apart by their fields.
type Widget = Text | Graph | Numbers | AlarmStatus | LogQuery

/// How high a widget is.
fn height_of(widget: Widget): Int = match widget {
  { text, height } => height
  { graph, height } => height
  { numbers, height } => height
  { alarms, height } => height
  { query, height } => height
}

/// One metric of a widget, as CloudWatch's dashboards take it.
fn source_json(of: Metric, options: Json): Json =
  [of.namespace, of.name, ...flatten([for key, value in of.dimensions: [key, value]]), options]

/// The line of a metric or of maths; `id` is unique in the widget.
fn line_json(label: String, of: Metric | Maths, id: String, axis: "left" | "right"): [Json] = match of {
  { expression, metrics } => [
    ...[for key, input in metrics: source_json(input, {
      id: id_of("${id}_", key)
      visible: false
      stat: input.statistic
      if input.region != null: region: input.region
    })]
    [{ id, label, expression: with_ids(expression, "${id}_"), if axis == "right": yAxis: "right" }]
  ]
  { namespace, name } as metric => [
    source_json(metric, {
      id
      label
      stat: metric.statistic
      if metric.region != null: region: metric.region
      if axis == "right": yAxis: "right"
    })
  ]
}

/// All lines of a widget.
fn lines_json(of: Map<Metric | Maths>, prefix: String, axis: "left" | "right"): [Json] =
  flatten([for i, label in keys(of): line_json(label, of[label], "${prefix}${i}", axis)])

/// What a widget shows, as CloudWatch's dashboards take it.
fn widget_json(widget: Widget, region: String, period: Int): Json = match widget {
  { text } => { type: "text", properties: { markdown: text } }
  { title, graph, right, limits, stacked } as lines => {
    type: "metric"
    properties: {
      title
      view: "timeSeries"
      stacked
      region
      period
      metrics: [...lines_json(graph, "l", "left"), ...lines_json(right, "r", "right")]
      yAxis: { left: { min: 0, if lines.max != null: max: lines.max } }
      if length(keys(limits)) > 0: annotations: {
        horizontal: [for label, value in limits: { label, value }]
      }
    }
  }
  { title, numbers } => {
    type: "metric"
    properties: {
      title
      view: "singleValue"
      sparkline: true
      region
      period
      metrics: lines_json(numbers, "n", "left")
    }
  }
  { title, alarms } => { type: "alarm", properties: { title, alarms: [for a in alarms: a.arn] } }
  { title, query, groups, view } => {
    type: "log"
    properties: {
      title
      view
      region
      query: "${join([for g in groups: "SOURCE '${g.name}'"], " | ")} | ${query}"
    }
  }
}

/// A page of graphs, numbers, alarms and words.
///
/// Widgets stand in rows; those of a row share the 24 columns of the page equally. An empty row is left out, so widgets
/// and rows may stand under conditions.
construct Dashboard {
  /// The rows, from above.
  param rows: [[Widget]]
  /// Its name in the console.
  param name: String(/^[A-Za-z0-9_\-]{1,255}$/)?
  /// The time that it shows when opened.
  param shows: Duration = 3h
  /// How much time a point of a graph stands for.
  param period: Duration = 5min

  for i, row in rows {
    assert length(row) <= 24, "row ${i + 1} has ${length(row)} widgets, and the page 24 columns"
  }
  assert length(flatten(rows)) <= 500, "CloudWatch takes 500 widgets at most, found ${length(flatten(rows))}"

  let heights = [for row in rows: if length(row) == 0 then 0 else max([for w in row: height_of(w)])]
  let widths = [for row in rows: if length(row) == 0 then 0 else floor(24.0 / float(length(row)))]

  resource dashboard = AWS::CloudWatch::Dashboard {
    DashboardName: name
    DashboardBody: json({
      start: "-PT${string(shows.minutes)}M"
      periodOverride: "inherit"
      widgets: flatten([
        for i, row in rows: [
          for j, w in row: {
            x: j * widths[i]
            y: sum([for k, height in heights if k < i: height])
            width: widths[i]
            height: heights[i]
            ...widget_json(w, aws.region, period.seconds)
          }
        ]
      ])
    })
  }

  /// The dashboard itself.
  output dashboard
  /// Its name.
  output name: String = dashboard.ref
}
