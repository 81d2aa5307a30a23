/// The services: acceptance criteria 10 to 13, and what becomes of a deployment that fails.
use "../../../envs/dev.bat".{development}
use "../../../envs/prod.bat".{production}
use "../../../envs/staging.bat".{staging}

let names = [
  "api-gateway", "event-management", "speaker-coordination", "partner-coordination", "attendee-experience"
  "company-management"
]

let check = "curl -fsS http://localhost:8080/actuator/health || exit 1"

test "10.1 should_createECSCluster_when_environmentDeployed" for staging, production {
  let tasks = [for t in resources(AWS::ECS::TaskDefinition) if t.meta.stack == "microservices": t]
  // The database's stack has another one, in which the migrations run.
  let clusters = [for c in resources(AWS::ECS::Cluster) if c.meta.stack == "microservices": c]

  assert length(clusters) == 1
  assert length(tasks) == 6
  assert [for t in tasks: (t.ContainerDefinitions ?? [])[0].Name] == names
  for t in tasks {
    assert t.RuntimePlatform?.CpuArchitecture == "ARM64"
    assert t.Cpu == "${services.cpu}" && t.Memory == "${services.memory.mib}"
    assert like((t.ContainerDefinitions ?? [])[0], {
      PortMappings: [{ ContainerPort: 8080 }]
      HealthCheck: { Command: ["CMD-SHELL", check] }
      LogConfiguration: { LogDriver: "awslogs" }
    })
  }
  assert count(AWS::ECS::Service) == 6
  for s in resources(AWS::ECS::Service) {
    assert s.LaunchType == "FARGATE" && s.Cluster == clusters[0].ref
    assert s.NetworkConfiguration?.AwsvpcConfiguration?.AssignPublicIp == "DISABLED"
  }
}

test "10.2 only load balancers reach the tasks, at their port" for staging, production {
  let rules = [for r in resources(AWS::EC2::SecurityGroupIngress) if r.FromPort == 8080: r]
  assert length(rules) == 6
  for r in rules {
    assert r.ToPort == 8080 && r.CidrIp == null && r.SourceSecurityGroupId != null
  }
}

test "10.3 secrets are given as secrets" for staging, production {
  for t in resources(AWS::ECS::TaskDefinition) if t.meta.stack == "microservices" {
    let container = (t.ContainerDefinitions ?? [])[0]
    let plain = [for e in container.Environment ?? []: e.Name]
    let secret = [for s in container.Secrets ?? []: s.Name]
    assert contains(secret, "JWT_KEY")
    if container.Name != "api-gateway" {
      assert contains(secret, "DB_PASSWORD") && contains(secret, "REDIS_TOKEN")
    }
    for name in secret {
      assert !contains(plain, name)
    }
  }
}

test "10.4 failed deployments roll back by themselves; production deploys with blue and green" for staging, production {
  for s in resources(AWS::ECS::Service) {
    assert like(s.DeploymentConfiguration, {
      Strategy: if services.blue_green then "BLUE_GREEN" else "ROLLING"
      DeploymentCircuitBreaker: { Enable: true, Rollback: true }
      MinimumHealthyPercent: 100
    })
  }
  assert services.blue_green == (env.name == "production")
  assert count(AWS::ElasticLoadBalancingV2::TargetGroup) == (if services.blue_green then 12 else 6)
}

test "10.5 the services are traced" for staging, production {
  for t in resources(AWS::ECS::TaskDefinition) if t.meta.stack == "microservices" {
    assert (t.ContainerDefinitions ?? [])[1].Name == "xray"
  }
}

test "10.6 nothing of this runs in development" for development {
  assert count(AWS::ECS::Service) + count(AWS::ElasticLoadBalancingV2::LoadBalancer) == 0
}

test "11.1 should_configureHealthChecks_when_ALBCreated" for staging, production {
  let balancers = resources(AWS::ElasticLoadBalancingV2::LoadBalancer)
  assert length(balancers) == 6
  for b in balancers {
    let public = b.meta.path == "microservices.balancer[\"api-gateway\"].load_balancer"
    assert b.Scheme == (if public then "internet-facing" else "internal")
  }
  for g in resources(AWS::ElasticLoadBalancingV2::TargetGroup) {
    assert like(g, {
      Port: 8080
      HealthCheckPath: "/actuator/health"
      HealthCheckIntervalSeconds: 30
      HealthCheckTimeoutSeconds: 5
      HealthyThresholdCount: 2
      UnhealthyThresholdCount: 3
    })
  }
}

test "11.2 HTTPS with a certificate, and HTTP is sent there" for staging, production {
  let listeners = resources(AWS::ElasticLoadBalancingV2::Listener)
  let https = [for l in listeners if l.Port == 443: l]
  let http = [for l in listeners if l.Port == 80: l]
  assert length(https) == 6 && length(http) == 6 && length(listeners) == 12
  for l in https {
    assert l.Protocol == "HTTPS" && length(l.Certificates ?? []) == 1
    assert starts_with(l.SslPolicy ?? "", "ELBSecurityPolicy-TLS13-")
  }
  for l in http {
    assert like(l.DefaultActions[0], {
      Type: "redirect"
      RedirectConfig: { Protocol: "HTTPS", Port: "443", StatusCode: "HTTP_301" }
    })
  }
}

test "12.1 should_applyAutoScaling_when_serviceDeployed" for staging, production {
  let targets = resources(AWS::ApplicationAutoScaling::ScalableTarget)
  assert length(targets) == 6
  for t in targets {
    assert t.MinCapacity == services.min && t.MaxCapacity == services.max
  }

  let aims = {
    ECSServiceAverageCPUUtilization: services.cpu_target
    ECSServiceAverageMemoryUtilization: services.cpu_target + 10
  }
  for metric, aim in aims {
    let all = resources(AWS::ApplicationAutoScaling::ScalingPolicy)
    let tracking = [for p in all: p.TargetTrackingScalingPolicyConfiguration]
    let policies = [for p in tracking if p?.PredefinedMetricSpecification?.PredefinedMetricType == metric: p]
    assert length(policies) == 6
    for p in policies {
      assert like(p, { TargetValue: aim, ScaleInCooldown: 60, ScaleOutCooldown: 60 })
    }
  }
  for s in resources(AWS::ECS::Service) {
    assert s.DesiredCount == null, "each deployment would set the number of tasks back"
  }
}

test "12.2 as many tasks as the environment says" for production {
  assert services.min == 3 && services.max == 10 && services.cpu_target == 50
  assert services.cpu == 1024 && services.memory == 2GiB
}

test "13.1 should_enableServiceDiscovery_when_servicesRegistered" for staging, production {
  let registered = resources(AWS::ServiceDiscovery::Service)
  let instances = resources(AWS::ServiceDiscovery::Instance)
  assert only(AWS::ServiceDiscovery::PrivateDnsNamespace).Name == "internal.${web?.zone?.name ?? ""}"
  assert [for r in registered: r.Name] == names
  assert length(instances) == 6
  for r in registered {
    assert r.NamespaceId == only(AWS::ServiceDiscovery::PrivateDnsNamespace).Id
  }
  for t in resources(AWS::ECS::TaskDefinition) if t.meta.stack == "microservices" {
    let environment = (t.ContainerDefinitions ?? [])[0].Environment ?? []
    let urls = [for e in environment if ends_with(e.Name ?? "", "_URL"): e.Value ?? ""]
    assert length(urls) == 5
    for url in urls {
      assert starts_with(url, "https://") && ends_with(url, ".internal.${web?.zone?.name ?? ""}")
    }
  }
}
