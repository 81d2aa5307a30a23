/// What runs in containers: services and scheduled tasks on Fargate. Functions of Lambda are in `std.lambda`.
use std.iam.{Role, Statement}
use std.monitoring.{LogGroup}
use std.network.{Connection, Grouped, Peer, SecurityGroup}
use std.tasks.{Container, Task}

/// A cluster of ECS on Fargate: a name under which services run, with no servers to care for.
///
/// Decided here, and differently from what ECS and CDK do by default: Container Insights is on; what is done in
/// containers by `execute-command` is written down, in a log of its own that forgets; with a `domain`, every service of
/// the cluster is registered in it by name.
construct Cluster {
  /// The VPC in which names of `domain` are known.
  param vpc: { vpc: AWS::EC2::VPC }?
  /// The domain in which services find each other: `"services.batbern.ch"`. It is known inside of the VPC only. Below a
  /// domain that one owns, public certificates can be had for these names.
  param domain: DomainName?
  /// What Container Insights measures: whole services, or each task and container too.
  param insights: "disabled" | "enabled" | "enhanced" = "enabled"
  /// How long it is kept what was done in containers by `execute-command`.
  param exec_log_retention: Duration = 90d
  /// The KMS key that encrypts such sessions. Without one, TLS does.
  param key: { key: AWS::KMS::Key }?
  /// What becomes of the log of such sessions when it is removed from the stack.
  param on_delete: "Delete" | "Retain" = "Retain"

  assert domain == null || vpc != null, "a `domain` is known in a VPC only: say in which `vpc`"

  resource exec_log = LogGroup { retention: exec_log_retention, on_delete }

  resource cluster = AWS::ECS::Cluster {
    CapacityProviders: ["FARGATE", "FARGATE_SPOT"]
    DefaultCapacityProviderStrategy: [{ CapacityProvider: "FARGATE", Weight: 1 }]
    ClusterSettings: [{ Name: "containerInsights", Value: insights }]
    Configuration: {
      ExecuteCommandConfiguration: {
        KmsKeyId: key?.key?.Arn
        Logging: "OVERRIDE"
        LogConfiguration: { CloudWatchLogGroupName: exec_log.name }
      }
    }
  }

  if domain != null && vpc != null {
    resource namespace = AWS::ServiceDiscovery::PrivateDnsNamespace {
      Name: domain
      Vpc: vpc.vpc.VpcId
      Description: "Services by their names"
    }
  }

  /// The cluster itself.
  output cluster
  /// Its name.
  output name: String = cluster.ref
  /// Its ARN.
  output arn: String = cluster.Arn
  /// The namespace of Cloud Map in which services find each other.
  output namespace
  /// Its domain.
  output domain
  /// Lets a task write down what is done in it by `execute-command`.
  output exec_statements: [Statement] = [
    {
      actions: ["logs:DescribeLogGroups"]
      resources: ["*"]
      reason: "CloudWatch Logs does not limit this action to resources"
    }
    {
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
      resources: [exec_log.arn]
    }
    if key != null: { actions: ["kms:Decrypt"], resources: [key.key.Arn] }
  ]
}

/// A cluster, as services and tasks take it.
type RunsOn = {
  /// The cluster.
  cluster: AWS::ECS::Cluster
  /// Its ARN.
  arn: String
  /// The namespace in which services are registered.
  namespace: AWS::ServiceDiscovery::PrivateDnsNamespace?
  /// Its domain.
  domain: DomainName?
  /// What a task needs for `execute-command`.
  exec_statements: [Statement] = []
}

/// What a load balancer sends to a service, and how it finds out whether a task is well.
type Route = {
  /// Paths, with `*` for any part.
  paths: [String] = ["/*"]
  /// Host names; any, when empty.
  hosts: [String] = []
  /// Which rule comes first where several services share a load balancer: the lowest. Each needs another number.
  priority: Int(1..=50000) = 1
  /// What it asks a task for.
  health_path: String(/^\/.*$/) = "/"
  /// The answers that are healthy.
  health_codes: String(/^[0-9,-]+$/) = "200"
  /// How often it asks.
  interval: Duration(5s..=300s) = 30s
  /// How long an answer may take.
  timeout: Duration(2s..=120s) = 5s
  /// How many good answers in a row make a task healthy.
  healthy: Int(2..=10) = 2
  /// How many bad ones make it unhealthy.
  unhealthy: Int(2..=10) = 3
  /// How long a task that is to end may still finish what it has begun. ELB's own 300 s make every deployment that much
  /// longer.
  drain: Duration(0s..=3600s) = 30s
}

/// How many tasks there are, by what they have to do.
type Scaling = {
  /// The least tasks.
  min: Int(0..) = 1
  /// The most tasks.
  max: Int(1..)
  /// The share of CPU, in per cent, that is aimed at.
  cpu: Int(10..=90)? = 60
  /// The share of memory.
  memory: Int(10..=95)?
  /// Requests per task and minute.
  requests: Int(1..)?
  /// How long after adding tasks nothing more is added.
  scale_out_cooldown: Duration = 60s
  /// How long after removing tasks nothing more is removed.
  scale_in_cooldown: Duration = 60s
}

/// Deploys into a second set of tasks, and sends all requests there at once when these are well.
type BlueGreen = {
  /// How long the old tasks stay, so that going back takes seconds.
  bake: Duration(0s..=24h) = 10min
}

/// A service on Fargate: so many tasks, kept running, deployed without an interruption, scaled by what they have to do.
///
/// ```bat
/// resource balancer = LoadBalancer { vpc, subnets: vpc.subnets.public, internal: false, certificate }
/// resource orders = FargateService {
///   cluster, vpc, subnets: vpc.subnets.private
///   container: { name: "orders", image: "${repository.uri}:1.4.2", port: 8080 }
///   start_statements: repository.pull
///   load_balancer: balancer
///   route: { health_path: "/health" }
///   scaling: { min: 2, max: 10, cpu: 60 }
/// }
/// ```
///
/// Decided here, and differently from what ECS and CDK do by default: a deployment that fails rolls back by itself,
/// where CDK's tries for three hours and leaves the stack broken; all the tasks stay while new ones start, where CDK's
/// may stop half of them; tasks have no public address; the load balancer alone reaches them, at their one port; the
/// log forgets; with `scaling` the template says no number of tasks, because each deployment would set it back in the
/// middle of the traffic.
construct FargateService {
  /// Where it runs: a `Cluster`. If that has a domain, the service is found as `NAME.DOMAIN`.
  param cluster: RunsOn
  /// Its VPC.
  param vpc: { vpc: AWS::EC2::VPC }
  /// The subnets of its tasks: `vpc.subnets.private`.
  param subnets: [AWS::EC2::Subnet]
  /// What runs in its tasks.
  param container: Container
  /// Security groups that its tasks are in, beside their own: those that databases let in.
  param security_groups: [Grouped] = []
  /// What its code may do.
  param statements: [Statement] = []
  /// What ECS may do to start a task, beyond its log, secrets and parameters: `repository.pull`, `key.decrypt`.
  param start_statements: [Statement] = []
  /// The load balancer before it: a `LoadBalancer`. Without one, it is reached by nobody, or by its name in the
  /// cluster's domain.
  param load_balancer: {
    load_balancer: AWS::ElasticLoadBalancingV2::LoadBalancer
    listener: AWS::ElasticLoadBalancingV2::Listener
    group: AWS::EC2::SecurityGroup
    https: Bool
  }?
  /// What the load balancer sends to it.
  param route: Route = {}
  /// Who reaches its tasks at their port without a load balancer, by name.
  param clients: Map<Peer> = {}
  /// How many tasks run. A service with `scaling` begins with its `min`.
  param tasks: Int(0..) = 2
  /// How many tasks there are, by what they have to do.
  param scaling: Scaling?
  /// Deploys with a second set of tasks (blue and green) instead of task by task.
  param blue_green: BlueGreen?
  /// Names of CloudWatch alarms that roll a deployment back when one of them goes off.
  param rollback_alarms: [String] = []
  /// Whether tasks run on spare capacity, for a third of the price, and are stopped within two minutes when it is
  /// needed elsewhere.
  param spot: Bool = false
  /// How long after its start a task is not judged by the load balancer.
  param grace: Duration = 60s
  /// How long its log is kept.
  param log_retention: Duration = 30d
  /// What becomes of its log when it is removed from the stack.
  param on_delete: "Delete" | "Retain" = "Retain"

  assert load_balancer == null || container.port != null, "the load balancer has to know the container's `port`"
  assert length(keys(clients)) == 0 || container.port != null, "there is no `port` that `clients` could reach"
  assert blue_green == null || load_balancer != null,
    "`blue_green` moves requests in a `load_balancer`, and there is none"
  assert scaling == null || scaling.min <= scaling.max,
    "`scaling` has a `min` of ${scaling?.min} over its `max` of ${scaling?.max}"
  assert scaling?.requests == null || load_balancer != null, "without a `load_balancer` nobody counts `requests`"
  assert scaling?.requests == null || blue_green == null,
    "`scaling` by `requests` watches one target group, and `blue_green` has two, one of them empty: take `cpu`"
  assert route.timeout < route.interval,
    "`route` asks again while it may still wait for an answer: `timeout` has to be less than `interval`"

  resource task = Task {
    container
    statements
    start_statements
    exec_statements: cluster.exec_statements
    log_retention
    on_delete
  }

  resource security_group = SecurityGroup {
    vpc
    description: "Tasks of ${container.name}"
    ingress: { for name, peer in clients: name => {
      from: peer
      port: container.port
      description: "${container.name} for ${name}"
    } }
  }

  if load_balancer != null && container.port != null {
    resource from_balancer = Connection {
      from: { group: load_balancer.group }
      to: security_group
      port: container.port
      description: "${container.name} from its load balancer"
      outbound: true
    }

    // With blue/green the tasks of the next deployment go to the other one.
    for colour in if blue_green == null then ["blue"] else ["blue", "green"] {
      resource target_group[colour] = AWS::ElasticLoadBalancingV2::TargetGroup {
        TargetType: "ip"
        VpcId: vpc.vpc
        Protocol: "HTTP"
        Port: container.port
        HealthCheckProtocol: "HTTP"
        HealthCheckPath: route.health_path
        HealthCheckIntervalSeconds: route.interval.seconds
        HealthCheckTimeoutSeconds: route.timeout.seconds
        HealthyThresholdCount: route.healthy
        UnhealthyThresholdCount: route.unhealthy
        Matcher: { HttpCode: route.health_codes }
        TargetGroupAttributes: [{ Key: "deregistration_delay.timeout_seconds", Value: "${route.drain.seconds}" }]
      }
    }

    resource rule = AWS::ElasticLoadBalancingV2::ListenerRule {
      ListenerArn: load_balancer.listener.ref
      Priority: route.priority
      Conditions: [
        { Field: "path-pattern", PathPatternConfig: { Values: route.paths } }
        if length(route.hosts) > 0: { Field: "host-header", HostHeaderConfig: { Values: route.hosts } }
      ]
      Actions: [{
        Type: "forward"
        // ECS moves the weights when it deploys; CloudFormation does not touch them while this does not change.
        ForwardConfig: {
          TargetGroups: [for colour, group in target_group: {
            TargetGroupArn: group
            Weight: if colour == "blue" then 100 else 0
          }]
        }
      }]
    }

    if blue_green != null {
      resource traffic_role = Role {
        description: "Lets ECS move the requests for ${container.name} from one target group to the other"
        service: "ecs.amazonaws.com"
        same_account_only: false   // AWS documents no condition that ECS meets here
        statements: [
          {
            actions: [
              "elasticloadbalancing:DescribeListeners"
              "elasticloadbalancing:DescribeRules"
              "elasticloadbalancing:DescribeTargetGroups"
              "elasticloadbalancing:DescribeTargetHealth"
            ]
            resources: ["*"]
            reason: "ELB does not limit its Describe actions to resources"
          }
          {
            actions: ["elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets"]
            resources: [for group in values(target_group): group.ref]
          }
          { actions: ["elasticloadbalancing:ModifyRule"], resources: [rule.ref] }
          { actions: ["elasticloadbalancing:ModifyListener"], resources: [load_balancer.listener.ref] }
        ]
      }
    }
  }

  // Names. Behind a load balancer the name stands for it: so a caller by name comes to tasks that are well, and during
  // a deployment to the old or the new ones as anyone else does. Without one the name stands for the tasks.

  if cluster.namespace != null && container.port != null {
    resource registration = AWS::ServiceDiscovery::Service {
      Name: container.name
      NamespaceId: cluster.namespace.Id
      DnsConfig: {
        DnsRecords: [{ Type: "A", TTL: 10 }]
        RoutingPolicy: if load_balancer == null then "MULTIVALUE" else "WEIGHTED"
      }
      HealthCheckCustomConfig: if load_balancer == null then { FailureThreshold: 1 } else null
    }

    if load_balancer != null {
      resource registered = AWS::ServiceDiscovery::Instance {
        ServiceId: registration.Id
        InstanceId: "load-balancer"
        InstanceAttributes: { AWS_ALIAS_DNS_NAME: load_balancer.load_balancer.DNSName }
      }
    }
  }

  @depends_on(rule, from_balancer)
  resource service = AWS::ECS::Service {
    Cluster: cluster.cluster.ref
    TaskDefinition: task.definition
    DesiredCount: if scaling == null then tasks else null
    LaunchType: if spot then null else "FARGATE"
    CapacityProviderStrategy: if spot then [{ CapacityProvider: "FARGATE_SPOT", Weight: 1 }] else null
    NetworkConfiguration: {
      AwsvpcConfiguration: {
        AssignPublicIp: "DISABLED"
        Subnets: subnets
        SecurityGroups: [security_group.group, ...[for g in security_groups: g.group]]
      }
    }
    DeploymentController: { Type: "ECS" }
    DeploymentConfiguration: {
      Strategy: if blue_green == null then "ROLLING" else "BLUE_GREEN"
      BakeTimeInMinutes: if blue_green == null then null else blue_green.bake.minutes
      MinimumHealthyPercent: 100
      MaximumPercent: 200
      DeploymentCircuitBreaker: { Enable: true, Rollback: true }
      Alarms: if length(rollback_alarms) == 0 then null else {
        AlarmNames: rollback_alarms
        Enable: true
        Rollback: true
      }
    }
    HealthCheckGracePeriodSeconds: if load_balancer == null then null else grace.seconds
    LoadBalancers: if load_balancer == null || container.port == null then null else [{
      ContainerName: container.name
      ContainerPort: container.port
      TargetGroupArn: target_group["blue"]
      AdvancedConfiguration: if blue_green == null then null else {
        AlternateTargetGroupArn: target_group["green"].ref
        ProductionListenerRule: rule?.ref
        RoleArn: traffic_role?.arn
      }
    }]
    ServiceRegistries: if registration == null || load_balancer != null then null
      else [{ RegistryArn: registration.Arn }]
    EnableExecuteCommand: container.exec
    EnableECSManagedTags: true
    PropagateTags: "SERVICE"
  }

  if scaling != null {
    resource scalable = AWS::ApplicationAutoScaling::ScalableTarget {
      ServiceNamespace: "ecs"
      ScalableDimension: "ecs:service:DesiredCount"
      ResourceId: "service/${cluster.cluster.ref}/${service.Name}"
      MinCapacity: scaling.min
      MaxCapacity: scaling.max
    }

    let aims = {
      cpu: { metric: "ECSServiceAverageCPUUtilization", aim: scaling.cpu }
      memory: { metric: "ECSServiceAverageMemoryUtilization", aim: scaling.memory }
      requests: { metric: "ALBRequestCountPerTarget", aim: scaling.requests }
    }

    for by, a in aims if a.aim != null {
      resource scaling_policy[by] = AWS::ApplicationAutoScaling::ScalingPolicy {
        PolicyName: by
        PolicyType: "TargetTrackingScaling"
        ScalingTargetId: scalable.ref
        TargetTrackingScalingPolicyConfiguration: {
          PredefinedMetricSpecification: {
            PredefinedMetricType: a.metric
            ResourceLabel: if by != "requests" || load_balancer == null || container.port == null then null
              else "${load_balancer.load_balancer.LoadBalancerFullName}/${target_group["blue"].TargetGroupFullName}"
          }
          TargetValue: a.aim
          ScaleOutCooldown: scaling.scale_out_cooldown.seconds
          ScaleInCooldown: scaling.scale_in_cooldown.seconds
        }
      }
    }
  }

  /// The service itself.
  output service
  /// Its ARN.
  output arn: String = service.ref
  /// Its name.
  output name: String = service.Name
  /// The name of its cluster.
  output cluster_name: String = cluster.cluster.ref
  /// The security group of its tasks.
  output group: AWS::EC2::SecurityGroup = security_group.group
  /// Its target groups: `blue`, and `green` when it deploys with both.
  output target_group
  /// Its task definition, roles and log.
  output task
  /// Its name in the cluster's domain: `orders.services.batbern.ch`.
  output host: String? = if registration == null then null else "${container.name}.${cluster.domain ?? ""}"
  /// Where others in the VPC reach it by that name.
  output url: String? = if registration == null then null
    else if load_balancer == null then "http://${container.name}.${cluster.domain ?? ""}:${container.port ?? 80}"
    else "${if load_balancer.https then "https" else "http"}://${container.name}.${cluster.domain ?? ""}"
  /// How much of its CPU is used.
  output metric_cpu = metric(service, "CPUUtilization")
  /// How much of its memory is used.
  output metric_memory = metric(service, "MemoryUtilization")
  /// How many tasks run, as Container Insights counts.
  output metric_tasks = metric(service, "RunningTaskCount")

  if load_balancer != null && container.port != null {
    // With blue/green each of the two target groups has half of the story: only the load balancer counts on.
    let balancer = { LoadBalancer: load_balancer.load_balancer.LoadBalancerFullName }
    let both = blue_green != null

    /// How many requests it got from its load balancer. With blue/green: how many the load balancer got for anyone.
    output metric_requests = if both then metric(load_balancer.load_balancer, "RequestCount")
      else metric(target_group["blue"], "RequestCount", balancer)
    /// How many it answered with an error of its own.
    output metric_5xx = if both then metric(load_balancer.load_balancer, "HTTPCode_Target_5XX_Count")
      else metric(target_group["blue"], "HTTPCode_Target_5XX_Count", balancer)
    /// How many it answered with an error of the client.
    output metric_4xx = if both then metric(load_balancer.load_balancer, "HTTPCode_Target_4XX_Count")
      else metric(target_group["blue"], "HTTPCode_Target_4XX_Count", balancer)
    /// How long it took to answer, in seconds.
    output metric_response_time = if both then metric(load_balancer.load_balancer, "TargetResponseTime")
      else metric(target_group["blue"], "TargetResponseTime", balancer)
    /// How many of its tasks are not well, for each target group.
    output metrics_unhealthy =
      { for colour, group in target_group: colour => metric(group, "UnHealthyHostCount", balancer) }
  }
}

/// A task that runs at certain times, on Fargate, started by EventBridge Scheduler.
///
/// ```bat
/// resource cleaner = ScheduledTask {
///   cluster, vpc, subnets: vpc.subnets.private
///   container: { name: "cleaner", image: "${repository.uri}:1.4.2" }
///   start_statements: repository.pull
///   schedule: "cron(0 3 * * ? *)"
///   timezone: "Europe/Zurich"
/// }
/// ```
///
/// Decided here, and differently from CDK's `ScheduledFargateTask`: a start that failed is tried again for an hour and
/// then kept in a queue, instead of for a day and then forgotten; times are those of a zone, summer and winter; the
/// role that starts the task may start this one in this cluster only.
construct ScheduledTask {
  /// Where it runs: a `Cluster`.
  param cluster: RunsOn
  /// Its VPC.
  param vpc: { vpc: AWS::EC2::VPC }
  /// The subnets of its task: `vpc.subnets.private`.
  param subnets: [AWS::EC2::Subnet]
  /// What runs in it.
  param container: Container
  /// When: `"rate(1 hour)"`, `"cron(0 3 * * ? *)"`, `"at(2027-01-31T12:00:00)"`.
  param schedule: String(/^(rate|cron|at)\(.+\)$/)
  /// The time zone of `schedule`.
  param timezone: String = "UTC"
  /// How much later than the schedule says it may start, so that not all tasks do at the full hour.
  param window: Duration(1min..=24h)?
  /// Whether it runs at all.
  param enabled: Bool = true
  /// How often a start that failed is tried again.
  param retries: Int(0..=185) = 3
  /// For how long it is.
  param retry_for: Duration(60s..=24h) = 1h
  /// Security groups that the task is in, beside its own.
  param security_groups: [Grouped] = []
  /// What its code may do.
  param statements: [Statement] = []
  /// What ECS may do to start it, beyond its log, secrets and parameters: `repository.pull`, `key.decrypt`.
  param start_statements: [Statement] = []
  /// How long its log is kept.
  param log_retention: Duration = 30d
  /// What becomes of its log when it is removed from the stack.
  param on_delete: "Delete" | "Retain" = "Retain"

  resource task = Task {
    container
    statements
    start_statements
    exec_statements: cluster.exec_statements
    log_retention
    on_delete
  }

  resource security_group = SecurityGroup {
    vpc
    description: "Task ${container.name}"
  }

  resource failed = AWS::SQS::Queue {
    MessageRetentionPeriod: 1209600   // 14 days, the longest that there is
    SqsManagedSseEnabled: true
  }

  resource role = Role {
    description: "Starts ${container.name} when it is time"
    service: "scheduler.amazonaws.com"
    statements: [
      {
        actions: ["ecs:RunTask"]
        resources: [task.arn]
        conditions: { ArnEquals: { "ecs:cluster": cluster.arn } }
      }
      {
        actions: ["ecs:TagResource"]
        resources: ["arn:${aws.partition}:ecs:${aws.region}:${aws.account_id}:task/${cluster.cluster.ref}/*"]
        conditions: { StringEquals: { "ecs:CreateAction": "RunTask" } }
        reason: "a task has no name before it is started"
      }
      {
        actions: ["iam:PassRole"]
        resources: [task.execution_role.arn, task.task_role.arn]
        conditions: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } }
      }
      { actions: ["sqs:SendMessage"], resources: [failed.Arn] }
    ]
  }

  resource timer = AWS::Scheduler::Schedule {
    Description: "Starts ${container.name}"
    ScheduleExpression: schedule
    ScheduleExpressionTimezone: timezone
    State: if enabled then "ENABLED" else "DISABLED"
    FlexibleTimeWindow: if window == null then { Mode: "OFF" } else {
      Mode: "FLEXIBLE"
      MaximumWindowInMinutes: window.minutes
    }
    Target: {
      Arn: cluster.arn
      RoleArn: role.arn
      EcsParameters: {
        TaskDefinitionArn: task.arn
        LaunchType: "FARGATE"
        EnableECSManagedTags: true
        PropagateTags: "TASK_DEFINITION"
        NetworkConfiguration: {
          AwsvpcConfiguration: {
            AssignPublicIp: "DISABLED"
            Subnets: subnets
            SecurityGroups: [security_group.group, ...[for g in security_groups: g.group]]
          }
        }
      }
      RetryPolicy: { MaximumRetryAttempts: retries, MaximumEventAgeInSeconds: retry_for.seconds }
      DeadLetterConfig: { Arn: failed.Arn }
    }
  }

  /// The schedule itself.
  output timer
  /// Its ARN.
  output arn: String = timer.Arn
  /// Its task definition, roles and log.
  output task
  /// The security group of its task.
  output group: AWS::EC2::SecurityGroup = security_group.group
  /// The queue of starts that failed for good.
  output failed
  /// How many such starts there are: an alarm on more than none is due.
  output metric_failed = metric(failed, "ApproximateNumberOfMessagesVisible")
}
