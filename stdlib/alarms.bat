/// The alarms that what the library makes should have: a set for each, with thresholds that have a reason.
///
/// A set takes the construct that it watches (or anything with the same outputs), the thresholds that only its owner
/// can know, and the topics that are told. Each alarm says in its description what has happened and what to do. The
/// thresholds come from what AWS recommends for each service ("Recommended alarms" of the CloudWatch user guide); where
/// ours differ, the comment says why.
use std.monitoring.{Alarm, Metric, highest, per_cent}

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
    of: highest({ for m in members: "node-${m}" => metric(redis.group, "EngineCPUUtilization", { CacheClusterId: "${redis.group.ref}-${m}" }) })
    description: "${name}: a node is above ${cpu} % of its processor. Commands queue: look for slow ones (SLOWLOG), or take a larger node"
    threshold: float(cpu)
    topics
  }
  resource memory_high = Alarm {
    of: highest({ for m in members: "node-${m}" => metric(redis.group, "DatabaseMemoryUsagePercentage", { CacheClusterId: "${redis.group.ref}-${m}" }) })
    description: "${name}: a node is above ${memory} % of its memory. Entries will be thrown out: shorter lifetimes, or a larger node"
    threshold: float(memory)
    topics
  }
  resource evicting = Alarm {
    of: highest({ for m in members: "node-${m}" => metric(redis.group, "Evictions", { CacheClusterId: "${redis.group.ref}-${m}" }) })
    description: "${name}: more than ${evictions} entries are thrown out in 5 minutes, because memory is full"
    threshold: float(evictions)
    period: 5min
    periods: 3
    missing: "notBreaching"
    topics
  }
  if nodes > 1 {
    resource lagging = Alarm {
      of: highest({ for m in members: "node-${m}" => metric(redis.group, "ReplicationLag", { CacheClusterId: "${redis.group.ref}-${m}" }) })
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
