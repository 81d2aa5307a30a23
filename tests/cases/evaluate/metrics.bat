/// Metrics: dimensions read from the resource, from parts of its ARN, or given; the region where they are published.
stack Services {
  resource cluster = AWS::ECS::Cluster {}
  resource task = AWS::ECS::TaskDefinition {
    ContainerDefinitions: [{ Name: "web", Image: "nginx" }]
  }
  resource service = AWS::ECS::Service { Cluster: cluster.ref, TaskDefinition: task.ref }
  resource balancer = AWS::ElasticLoadBalancingV2::LoadBalancer { Subnets: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"] }
  resource group = AWS::ElasticLoadBalancingV2::TargetGroup { Port: 80, Protocol: "HTTP", VpcId: "vpc-0123456789abcdef0" }
  existing site = AWS::CloudFront::Distribution { Id: "E1ABCDEFGHIJKL" }

  output cpu = metric(service, "CPUUtilization")
  output tasks = metric(service, "RunningTaskCount")
  output unhealthy = metric(group, "UnHealthyHostCount", { LoadBalancer: balancer.LoadBalancerFullName })
  output errors = metric(site, "5xxErrorRate")
}

stack Alarms {
  param cpu: { namespace: String, name: String, dimensions: Map<String>, statistic: String, region: String? }
  param unhealthy: { namespace: String, name: String, dimensions: Map<String>, statistic: String, region: String? }
  param errors: { namespace: String, name: String, dimensions: Map<String>, statistic: String, region: String? }

  for name, m in { cpu, unhealthy, errors } {
    resource alarm[name] = AWS::CloudWatch::Alarm {
      AlarmDescription: "in ${m.region ?? "any region"}"
      Namespace: m.namespace
      MetricName: m.name
      Dimensions: [for k, v in m.dimensions: { Name: k, Value: v }]
      Statistic: m.statistic
      ComparisonOperator: "GreaterThanThreshold"
      EvaluationPeriods: 1
      Period: 60
      Threshold: 1
    }
  }
}

app A {
  stack services = Services {}
  stack alarms = Alarms { cpu: services.cpu, unhealthy: services.unhealthy, errors: services.errors }
}

env e = A { region: "eu-central-1" }
