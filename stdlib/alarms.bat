/// The alarms that what the library makes should have: a set for each, with thresholds that have a reason.
///
/// A set takes the construct that it watches (or anything with the same outputs), the thresholds that only its owner
/// can know, and the topics that are told. Each alarm says in its description what has happened and what to do. The
/// thresholds come from what AWS recommends for each service ("Recommended alarms" of the CloudWatch user guide); where
/// ours differ, the comment says why.
use std.monitoring.{Alarm, Metric, highest, per_cent, total}

/// Whom an alarm tells.
type Topics = [{ topic: AWS::SNS::Topic }]

/// Whether an instance class earns CPU credits, and is throttled when it has used them up.
fn is_burstable(class: String): Bool = matches(class, "(db|cache)[.]t[0-9]g?[.].*")

/// PostgreSQL: processor, credits, memory, storage, connections, latency, transaction identifiers.
construct PostgresAlarms {
  /// The instance.
  param postgres: { instance: AWS::RDS::DBInstance }
  /// What it is in messages: `"PostgreSQL of production"`.
  param name: String
  /// Its class, which tells whether it lives on CPU credits.
  param class: String(/^db\..+$/)
  /// How many connections it takes.
  param max_connections: Int(10..)
  /// Below how much free storage it is told. RDS stops the database when nothing is left, and enlarges storage by
  /// itself only below 10 %.
  param storage_left: Size = 4GiB
  /// Below how much free memory it is told. What PostgreSQL caches counts as free, so little is left only when its
  /// processes have outgrown the instance, and the system begins to swap.
  param memory_left: Size = 96MiB
  /// Above how many per cent of processor time it is told. AWS says 90; from 80 on latency grows visibly.
  param cpu: Int(1..=100) = 80
  /// Above what time for one read or write of the disk it is told. gp3 answers within few milliseconds; AWS says 20 ms.
  param latency: Duration = 20ms
  /// Who is told.
  param topics: Topics = []

  resource cpu_high = Alarm {
    of: metric(postgres.instance, "CPUUtilization")
    description: "${name}: processor above ${cpu} % for 15 minutes. Look for the query in Performance Insights, then scale up"
    threshold: float(cpu)
    period: 5min
    periods: 3
    topics
  }
  if is_burstable(class) {
    resource credits_low = Alarm {
      of: metric(postgres.instance, "CPUCreditBalance")
      // RDS runs its t classes unlimited: without credits it goes on, and is paid for.
      description: "${name}: CPU credits are nearly used up, from then on each hour costs more. The class is too small"
      comparison: "<"
      threshold: 10
      period: 5min
      periods: 3
      topics
    }
  }
  resource storage_low = Alarm {
    of: metric(postgres.instance, "FreeStorageSpace")
    description: "${name}: less than ${storage_left.mib} MiB of storage are left. When none is, the database stops: enlarge it, or find what grows"
    comparison: "<"
    threshold: float(storage_left.bytes)
    period: 5min
    periods: 3
    topics
  }
  resource memory_low = Alarm {
    of: metric(postgres.instance, "FreeableMemory")
    description: "${name}: less than ${memory_left.mib} MiB of memory are free for 15 minutes. Fewer connections, smaller work_mem, or a larger class"
    comparison: "<"
    threshold: float(memory_left.bytes)
    statistic: "Average"   // a single query may take what there is for a moment
    period: 5min
    periods: 3
    topics
  }
  resource connections_high = Alarm {
    of: metric(postgres.instance, "DatabaseConnections")
    description: "${name}: more than 80 % of its ${max_connections} connections are in use. The next ones are refused: which service leaks them?"
    threshold: 0.8 * float(max_connections)
    topics
  }
  resource read_slow = Alarm {
    of: metric(postgres.instance, "ReadLatency")
    description: "${name}: a read of the disk takes more than ${latency.milliseconds} ms for 15 minutes. Storage is at its limit, or a query reads everything"
    threshold: float(latency.milliseconds) / 1000.0
    period: 5min
    periods: 3
    topics
  }
  resource write_slow = Alarm {
    of: metric(postgres.instance, "WriteLatency")
    description: "${name}: a write to the disk takes more than ${latency.milliseconds} ms for 15 minutes. Storage is at its limit"
    threshold: float(latency.milliseconds) / 1000.0
    period: 5min
    periods: 3
    topics
  }
  resource transactions_old = Alarm {
    of: metric(postgres.instance, "MaximumUsedTransactionIDs")
    // 2^31 are there: PostgreSQL stops writing before it would use one twice. AWS says a thousand millions as well.
    description: "${name}: half of all transaction identifiers are in use. Vacuum is held up, by an old transaction or replication slot: end it"
    threshold: 1_000_000_000
    period: 5min
    periods: 1
    topics
  }

  /// All alarms of the set.
  output all: [{ arn: String }] = [
    cpu_high
    if credits_low != null: credits_low
    storage_low
    memory_low
    connections_high
    read_slow
    write_slow
    transactions_old
  ]
}

/// Aurora: processor, connections, local storage, readers that are behind, and with Serverless its capacity.
construct AuroraAlarms {
  /// The cluster.
  param aurora: { cluster: AWS::RDS::DBCluster }
  /// What it is in messages.
  param name: String
  /// How many connections its smallest instance takes.
  param max_connections: Int(10..)
  /// Whether it is Serverless, with a capacity that it may reach.
  param serverless: Bool = false
  /// Whether it has readers, which may be behind.
  param readers: Bool = true
  /// Above how many per cent of processor time of any instance it is told.
  param cpu: Int(1..=100) = 80
  /// How far a reader may be behind. Usually it is less than 100 ms.
  param lag: Duration = 2s
  /// Below how much local storage, which sorts and temporary tables use, it is told.
  param storage_left: Size = 2GiB
  /// Who is told.
  param topics: Topics = []

  resource cpu_high = Alarm {
    of: metric(aurora.cluster, "CPUUtilization")
    statistic: "Maximum"   // the metric is of all instances together
    description: "${name}: an instance's processor is above ${cpu} % for 15 minutes. Look for the query in Performance Insights, then scale up"
    threshold: float(cpu)
    period: 5min
    periods: 3
    topics
  }
  resource connections_high = Alarm {
    of: metric(aurora.cluster, "DatabaseConnections")
    description: "${name}: an instance has more than 80 % of its ${max_connections} connections in use. The next ones are refused"
    threshold: 0.8 * float(max_connections)
    topics
  }
  resource storage_low = Alarm {
    of: metric(aurora.cluster, "FreeLocalStorage")
    description: "${name}: less than ${storage_left.mib} MiB of local storage are left on an instance. Queries that sort fail: a larger class, or smaller queries"
    comparison: "<"
    threshold: float(storage_left.bytes)
    period: 5min
    periods: 3
    topics
  }
  resource transactions_old = Alarm {
    of: metric(aurora.cluster, "MaximumUsedTransactionIDs")
    description: "${name}: half of all transaction identifiers are in use. Vacuum is held up, by an old transaction or replication slot: end it"
    threshold: 1_000_000_000
    period: 5min
    periods: 1
    topics
  }
  if readers {
    resource lagging = Alarm {
      of: metric(aurora.cluster, "AuroraReplicaLagMaximum")
      description: "${name}: a reader is more than ${lag.milliseconds} ms behind its writer: it is too small, or reads for too long"
      threshold: float(lag.milliseconds)
      missing: "notBreaching"
      topics
    }
  }
  if serverless {
    resource capacity_high = Alarm {
      of: metric(aurora.cluster, "ACUUtilization")
      statistic: "Maximum"
      description: "${name}: more than 90 % of the most capacity are in use for 15 minutes. Raise it, or look for the query"
      threshold: 90
      period: 5min
      periods: 3
      topics
    }
  }

  /// All alarms of the set.
  output all: [{ arn: String }] = [
    cpu_high
    connections_high
    storage_low
    transactions_old
    if lagging != null: lagging
    if capacity_high != null: capacity_high
  ]
}

/// Redis: the processor of its one thread, memory, evictions, replication; of each node, and told as one.
construct RedisAlarms {
  /// The replication group.
  param redis: { group: AWS::ElastiCache::ReplicationGroup }
  /// How many nodes it has.
  param nodes: Int(1..=6)
  /// What it is in messages.
  param name: String
  /// Above how many per cent of its processor a node is told of. Redis has one thread for commands, so this is the
  /// engine's number, not that of the host with its idle processors.
  param cpu: Int(1..=100) = 80
  /// Above how many per cent of its memory a node is told of.
  param memory: Int(1..=100) = 80
  /// How many entries may be thrown out in five minutes. A cache may evict; a store of sessions may not: 0.
  param evictions: Int(0..) = 1000
  /// How far a replica may be behind, which is what a failover loses.
  param lag: Duration = 10s
  /// Who is told.
  param topics: Topics = []

  // ElastiCache names the nodes after their group: `…-001`.
  let members = [for n in range(1, nodes + 1): "00${n}"]

  resource cpu_high = Alarm {
    of: highest({
      for m in members:
        "node-${m}" => metric(redis.group, "EngineCPUUtilization", { CacheClusterId: "${redis.group.ref}-${m}" })
    })
    description: "${name}: a node is above ${cpu} % of its processor. Commands queue: look for slow ones (SLOWLOG), or take a larger node"
    threshold: float(cpu)
    topics
  }
  resource memory_high = Alarm {
    of: highest({
      for m in members:
        "node-${m}" =>
          metric(redis.group, "DatabaseMemoryUsagePercentage", { CacheClusterId: "${redis.group.ref}-${m}" })
    })
    description: "${name}: a node is above ${memory} % of its memory. Entries will be thrown out: shorter lifetimes, or a larger node"
    threshold: float(memory)
    topics
  }
  resource evicting = Alarm {
    of: highest({
      for m in members: "node-${m}" => metric(redis.group, "Evictions", { CacheClusterId: "${redis.group.ref}-${m}" })
    })
    description: "${name}: more than ${evictions} entries are thrown out in 5 minutes, because memory is full"
    threshold: float(evictions)
    period: 5min
    periods: 3
    missing: "notBreaching"
    topics
  }
  if nodes > 1 {
    resource lagging = Alarm {
      of: highest({
        for m in members:
          "node-${m}" => metric(redis.group, "ReplicationLag", { CacheClusterId: "${redis.group.ref}-${m}" })
      })
      description: "${name}: a replica is more than ${lag.seconds} s behind. A failover now would lose what it has not got"
      threshold: float(lag.seconds)
      topics
    }
  }

  /// All alarms of the set.
  output all: [{ arn: String }] = [cpu_high, memory_high, evicting, if lagging != null: lagging]
}

/// A distribution of CloudFront: errors. It has to stand in a stack of us-east-1, where CloudFront publishes.
construct DistributionAlarms {
  /// The distribution.
  param distribution: { distribution: AWS::CloudFront::Distribution }
  /// What it is in messages.
  param name: String
  /// Above how many per cent of failed requests it is told. AWS leaves the number open: 5 is far above what lost
  /// connections cause.
  param errors: Int(1..=100) = 5
  /// Who is told: topics of us-east-1.
  param topics: Topics = []

  resource failing = Alarm {
    of: metric(distribution.distribution, "5xxErrorRate")
    description: "${name}: more than ${errors} % of requests fail (5xx). The origin does not answer, or CloudFront may not read it"
    threshold: float(errors)
    missing: "notBreaching"   // at night nobody asks
    topics
  }

  /// All alarms of the set.
  output all: [{ arn: String }] = [failing]
}

/// RDS Proxy: how long requests wait for a connection, and connections that fail.
construct ProxyAlarms {
  /// The proxy.
  param proxy: { proxy: AWS::RDS::DBProxy }
  /// What it is in messages.
  param name: String
  /// How long a request may wait for a connection to the database. It is milliseconds while some are free.
  param wait: Duration = 100ms
  /// Who is told.
  param topics: Topics = []

  resource waiting = Alarm {
    of: metric(proxy.proxy, "DatabaseConnectionsBorrowLatency")
    description: "${name}: requests wait more than ${wait.milliseconds} ms for a connection. All are in use: shorter transactions, or more connections"
    threshold: float(wait.milliseconds) * 1000.0   // it is published in microseconds
    missing: "notBreaching"
    topics
  }
  resource failing = Alarm {
    of: metric(proxy.proxy, "DatabaseConnectionsSetupFailed")
    description: "${name}: connections to the database fail. Is it up, and is the password in the secret its own?"
    threshold: 0
    missing: "notBreaching"
    topics
  }

  /// All alarms of the set.
  output all: [{ arn: String }] = [waiting, failing]
}

/// A service on Fargate: tasks, processor, memory; with a load balancer also errors, slowness and tasks that are not well.
construct ServiceAlarms {
  /// The service.
  param service: {
    metric_cpu: Metric
    metric_memory: Metric
    metric_tasks: Metric
    metric_requests: Metric?
    metric_5xx: Metric?
    metric_response_time: Metric?
    metrics_unhealthy: Map<Metric>?
  }
  /// What it is in messages.
  param name: String
  /// How many tasks there have to be at least: what scaling begins with.
  param least: Int(1..) = 1
  /// Above how many per cent of its processor it is told. Scaling aims far lower, so this says that there was nothing
  /// left to scale to. AWS says 80 of services that may not scale.
  param cpu: Int(1..=100) = 90
  /// Above how many per cent of its memory it is told. At 100 a task is killed.
  param memory: Int(1..=100) = 90
  /// Above how many per cent of failed requests it is told.
  param errors: Int(1..=100) = 5
  /// Above what time for the slowest of twenty requests it is told.
  param slow: Duration = 2s
  /// Who is told.
  param topics: Topics = []

  resource cpu_high = Alarm {
    of: service.metric_cpu
    description: "${name}: processor above ${cpu} % for 10 minutes, though it scales. Raise the most tasks, or look for what spins"
    threshold: float(cpu)
    periods: 10
    datapoints: 10
    topics
  }
  resource memory_high = Alarm {
    of: service.metric_memory
    description: "${name}: memory above ${memory} %. Tasks will be killed at 100: a leak, or too little"
    threshold: float(memory)
    topics
  }
  resource tasks_missing = Alarm {
    of: service.metric_tasks
    description: "${name}: fewer than ${least} tasks run for 10 minutes. They do not start, or end at once: see the service's events"
    comparison: "<"
    threshold: float(least)
    periods: 10
    datapoints: 10
    missing: "breaching"   // no numbers, no tasks
    topics
  }
  if service.metric_5xx != null && service.metric_requests != null {
    resource failing = Alarm {
      of: per_cent(service.metric_5xx, service.metric_requests)
      description: "${name}: answers more than ${errors} % of requests with an error of its own (5xx). See its log"
      threshold: float(errors)
      missing: "notBreaching"
      topics
    }
  }
  if service.metric_response_time != null {
    resource slowed = Alarm {
      of: service.metric_response_time
      statistic: "p95"
      description: "${name}: one request of twenty takes more than ${slow.milliseconds} ms. Traces show where the time goes"
      threshold: float(slow.milliseconds) / 1000.0
      missing: "notBreaching"
      topics
    }
  }
  if service.metrics_unhealthy != null {
    resource unwell = Alarm {
      of: total(service.metrics_unhealthy)
      description: "${name}: tasks fail the load balancer's health check for 5 minutes, and get no requests"
      threshold: 0
      datapoints: 5
      missing: "notBreaching"
      topics
    }
  }

  /// All alarms of the set.
  output all: [{ arn: String }] = [
    cpu_high
    memory_high
    tasks_missing
    if failing != null: failing
    if slowed != null: slowed
    if unwell != null: unwell
  ]
}

/// A load balancer: its own errors, those of what is behind it, and connections that it cannot make.
construct LoadBalancerAlarms {
  /// The load balancer.
  param balancer: {
    metric_requests: Metric
    metric_5xx: Metric
    metric_target_5xx: Metric
    metric_connection_errors: Metric
  }
  /// What it is in messages.
  param name: String
  /// Above how many per cent of failed requests it is told.
  param errors: Int(1..=100) = 5
  /// Who is told.
  param topics: Topics = []

  resource failing = Alarm {
    of: per_cent(balancer.metric_5xx, balancer.metric_requests)
    description: "${name}: the load balancer itself answers more than ${errors} % of requests with an error (502, 503, 504): no target is well, or they do not answer in time"
    threshold: float(errors)
    missing: "notBreaching"
    topics
  }
  resource targets_failing = Alarm {
    of: per_cent(balancer.metric_target_5xx, balancer.metric_requests)
    description: "${name}: what is behind it answers more than ${errors} % of requests with an error (5xx)"
    threshold: float(errors)
    missing: "notBreaching"
    topics
  }
  resource unreachable = Alarm {
    of: balancer.metric_connection_errors
    description: "${name}: connections to what is behind it fail: is the port open from the load balancer's group?"
    threshold: 0
    missing: "notBreaching"
    topics
  }

  /// All alarms of the set.
  output all: [{ arn: String }] = [failing, targets_failing, unreachable]
}

/// A function: errors, throttles, and runs that nearly reach its timeout.
construct FunctionAlarms {
  /// The function.
  param function: {
    metric_invocations: Metric
    metric_errors: Metric
    metric_throttles: Metric
    metric_duration: Metric
  }
  /// What it is in messages.
  param name: String
  /// Its timeout.
  param timeout: Duration
  /// Above how many per cent of failed runs it is told. AWS tells of each; what nobody waits for is retried.
  param errors: Int(0..=100) = 5
  /// Who is told.
  param topics: Topics = []

  resource failing = Alarm {
    of: per_cent(function.metric_errors, function.metric_invocations)
    description: "${name}: more than ${errors} % of its runs fail. See its log"
    threshold: float(errors)
    period: 5min
    periods: 1
    missing: "notBreaching"   // it does not run all the time
    topics
  }
  resource throttled = Alarm {
    of: function.metric_throttles
    description: "${name}: runs are refused, because the function or the account runs as often as it may"
    threshold: 0
    period: 5min
    periods: 1
    missing: "notBreaching"
    topics
  }
  resource slowed = Alarm {
    of: function.metric_duration
    statistic: "Maximum"
    description: "${name}: a run took more than 80 % of its ${timeout.seconds} s. Longer ones are cut off"
    threshold: 0.8 * float(timeout.milliseconds)
    period: 5min
    periods: 1
    missing: "notBreaching"
    topics
  }

  /// All alarms of the set.
  output all: [{ arn: String }] = [failing, throttled, slowed]
}

/// A queue: messages that wait too long, and those that were put aside.
construct QueueAlarms {
  /// The queue.
  param queue: { metric_oldest: Metric, metric_dead: Metric? }
  /// What it is in messages.
  param name: String
  /// How old a message may be. Only its owner knows: it is how late the work may be done.
  param oldest: Duration
  /// Who is told.
  param topics: Topics = []

  resource late = Alarm {
    of: queue.metric_oldest
    description: "${name}: a message waits for more than ${oldest.seconds} s. Does its worker run, and keep up?"
    threshold: float(oldest.seconds)
    missing: "notBreaching"   // SQS stops measuring queues that are empty for hours
    topics
  }
  if queue.metric_dead != null {
    resource dead = Alarm {
      of: queue.metric_dead
      description: "${name}: messages were put aside, because they failed again and again. Read them, mend, and send them back"
      threshold: 0
      periods: 1
      missing: "notBreaching"
      topics
    }
  }

  /// All alarms of the set.
  output all: [{ arn: String }] = [late, if dead != null: dead]
}

/// A task that runs at certain times: runs that could not be started.
construct TaskAlarms {
  /// The task.
  param task: { metric_failed: Metric }
  /// What it is in messages.
  param name: String
  /// Who is told.
  param topics: Topics = []

  resource not_started = Alarm {
    of: task.metric_failed
    description: "${name}: it could not be started. The message in its queue says why"
    threshold: 0
    periods: 1
    missing: "notBreaching"
    topics
  }

  /// All alarms of the set.
  output all: [{ arn: String }] = [not_started]
}

/// A topic: messages that could not be delivered.
construct TopicAlarms {
  /// The topic.
  param topic: { metric_failed: Metric }
  /// What it is in messages.
  param name: String
  /// Who is told: other topics than this one.
  param topics: Topics = []

  resource undelivered = Alarm {
    of: topic.metric_failed
    description: "${name}: messages could not be delivered. Does each queue's policy let the topic, and does each address answer?"
    threshold: 0
    missing: "notBreaching"
    topics
  }

  /// All alarms of the set.
  output all: [{ arn: String }] = [undelivered]
}

/// An API: errors and slowness.
construct ApiAlarms {
  /// The API, REST or HTTP.
  param api: { metric_requests: Metric, metric_5xx: Metric, metric_latency: Metric }
  /// What it is in messages.
  param name: String
  /// Above how many per cent of failed requests it is told, as AWS says.
  param errors: Int(1..=100) = 5
  /// Above what time for the slowest of ten requests it is told, as AWS says.
  param slow: Duration = 2500ms
  /// Who is told.
  param topics: Topics = []

  resource failing = Alarm {
    of: per_cent(api.metric_5xx, api.metric_requests)
    description: "${name}: more than ${errors} % of requests fail (5xx): what is behind it does not answer"
    threshold: float(errors)
    missing: "notBreaching"
    topics
  }
  resource slowed = Alarm {
    of: api.metric_latency
    statistic: "p90"
    description: "${name}: one request of ten takes more than ${slow.milliseconds} ms"
    threshold: float(slow.milliseconds)
    missing: "notBreaching"
    topics
  }

  /// All alarms of the set.
  output all: [{ arn: String }] = [failing, slowed]
}

/// A pool of users: sign-ins that Cognito refuses, because there are too many.
construct UserPoolAlarms {
  /// The pool.
  param users: { metrics_throttled: Map<Metric> }
  /// What it is in messages.
  param name: String
  /// Who is told.
  param topics: Topics = []

  resource throttled = Alarm {
    of: total(users.metrics_throttled)
    description: "${name}: sign-ins are refused, because there are more than the account may have. Somebody guesses passwords, or the quota is too small"
    threshold: 0
    missing: "notBreaching"
    topics
  }

  /// All alarms of the set.
  output all: [{ arn: String }] = [throttled]
}

/// The way out of a VPC: connections that no NAT gateway had a port for, and packets that were lost.
construct NatAlarms {
  /// The gateways by name.
  param nat: Map<AWS::EC2::NatGateway>
  /// What they are in messages.
  param name: String
  /// Who is told.
  param topics: Topics = []

  assert length(keys(nat)) > 0, "there is no NAT gateway to watch"

  resource ports_used_up = Alarm {
    of: total({ for gateway, n in nat: gateway => metric(n, "ErrorPortAllocation") })
    description: "${name}: connections to the outside fail, because a gateway has 55,000 to one address already"
    threshold: 0
    missing: "notBreaching"
    topics
  }
  resource dropping = Alarm {
    of: total({ for gateway, n in nat: gateway => metric(n, "PacketsDropCount") })
    description: "${name}: gateways lose packets for 15 minutes: a fault of AWS in a zone, see the health dashboard"
    threshold: 0
    period: 5min
    periods: 3
    missing: "notBreaching"
    topics
  }

  /// All alarms of the set.
  output all: [{ arn: String }] = [ports_used_up, dropping]
}

/// A certificate: that it could not be renewed. It stands in the region of the certificate.
construct CertificateAlarms {
  /// The certificate.
  param certificate: { metric_days_to_expiry: Metric }
  /// What it is in messages.
  param name: String
  /// How many days there have to be left. AWS renews 60 days before the end, so with 30 it has failed for a month.
  param days: Int(1..=45) = 30
  /// Who is told.
  param topics: Topics = []

  resource ending = Alarm {
    of: certificate.metric_days_to_expiry
    description: "${name}: the certificate ends in less than ${days} days, and was not renewed. Is the record still there that proves its name?"
    comparison: "<"
    threshold: float(days)
    period: 24h   // it is published twice a day
    periods: 1
    topics
  }

  /// All alarms of the set.
  output all: [{ arn: String }] = [ending]
}

/// A table of DynamoDB: requests that are refused, because there are too many.
construct TableAlarms {
  /// The table.
  param table: { table: AWS::DynamoDB::Table }
  /// What it is in messages.
  param name: String
  /// Who is told.
  param topics: Topics = []

  resource reads_throttled = Alarm {
    of: metric(table.table, "ReadThrottleEvents")
    description: "${name}: reads are refused. One key is asked for too often, or capacity is too small"
    threshold: 0
    missing: "notBreaching"
    topics
  }
  resource writes_throttled = Alarm {
    of: metric(table.table, "WriteThrottleEvents")
    description: "${name}: writes are refused. One key is written too often, or capacity is too small"
    threshold: 0
    missing: "notBreaching"
    topics
  }

  /// All alarms of the set.
  output all: [{ arn: String }] = [reads_throttled, writes_throttled]
}

/// A bucket: that it holds more than expected, which is what it costs.
construct BucketAlarms {
  /// The bucket.
  param bucket: { bucket: AWS::S3::Bucket }
  /// What it is in messages.
  param name: String
  /// How much it may hold in the standard storage class.
  param size: Size
  /// Who is told.
  param topics: Topics = []

  resource grown = Alarm {
    of: metric(bucket.bucket, "BucketSizeBytes")
    description: "${name}: holds more than ${size.gib} GiB. Does its lifecycle remove what it should?"
    threshold: float(size.bytes)
    period: 24h   // S3 measures once a day
    periods: 1
    missing: "ignore"
    topics
  }

  /// All alarms of the set.
  output all: [{ arn: String }] = [grown]
}
