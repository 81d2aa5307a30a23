/// 10 to 13 and 16: what runs, and what the world sees. Development runs it on the developers' machines.
use "../../../envs/dev.bat"
use "../../../envs/prod.bat"
use "../../../envs/staging.bat"
use "../app.bat".{BATbern}

let names = [
  "api-gateway"
  "attendee-experience"
  "company-management"
  "event-management"
  "partner-coordination"
  "speaker-coordination"
]

// 10.1
test "should_createECSCluster_when_environmentDeployed" for BATbern {
  if web == null {
    assert count(AWS::ECS::Service) == 0
  } else {
    let services = resources(AWS::ECS::Service)
    assert length(services) == length(names)
    for service in services {
      assert service.Cluster == microservices?.cluster?.cluster?.ref, "${service.meta.path} is in another cluster"
      assert service.LaunchType == "FARGATE" || service.CapacityProviderStrategy != null, "${service.meta.path}"
      // A deployment that fails goes back by itself.
      assert like(service.DeploymentConfiguration, { DeploymentCircuitBreaker: { Enable: true, Rollback: true } }),
        "${service.meta.path}"
      // Tasks have no public addresses.
      assert like(service.NetworkConfiguration, { AwsvpcConfiguration: { AssignPublicIp: "DISABLED" } }),
        "${service.meta.path}"
    }
    let tasks = [for t in resources(AWS::ECS::TaskDefinition) if t.meta.stack == "microservices": t]
    assert length(tasks) == length(names)
    let containers = flatten([for t in tasks: t.ContainerDefinitions ?? []])
    for name in names {
      let own = [for c in containers if c.Name == name: c]
      assert length(own) == 1, "no container runs ${name}"
      for container in own {
        assert any([for p in container.PortMappings ?? []: p.ContainerPort == 8080]), name
        let check = join(container.HealthCheck?.Command ?? [], " ")
        assert contains(check, "http://localhost:8080/actuator/health"), name
        assert container.LogConfiguration?.LogDriver == "awslogs", name
      }
    }
    for task in tasks {
      assert like(task.RuntimePlatform, { CpuArchitecture: "ARM64", OperatingSystemFamily: "LINUX" }),
        "${task.meta.path}"
    }
  }
}

// 11.1
test "should_configureHealthChecks_when_ALBCreated" for BATbern {
  if web != null {
    let balancers = resources(AWS::ElasticLoadBalancingV2::LoadBalancer)
    assert length(balancers) == length(names)
    // The internet reaches api-gateway only.
    for name, balancer in microservices?.balancer ?? {} {
      let scheme = if name == "api-gateway" then "internet-facing" else "internal"
      assert balancer.load_balancer.Scheme == scheme, name
    }
    for group in resources(AWS::ElasticLoadBalancingV2::TargetGroup) {
      assert like(group, {
        HealthCheckPath: "/actuator/health"
        HealthCheckIntervalSeconds: 30
        HealthCheckTimeoutSeconds: 5
        HealthyThresholdCount: 2
        UnhealthyThresholdCount: 3
        Port: 8080
        TargetType: "ip"
      }), "${group.meta.path}"
    }
    // HTTPS everywhere; what asks for HTTP is sent there.
    assert count(AWS::ElasticLoadBalancingV2::Listener) == 2 * length(names)
    for listener in resources(AWS::ElasticLoadBalancingV2::Listener) {
      if listener.Protocol == "HTTP" {
        for action in listener.DefaultActions {
          assert action.Type == "redirect" && action.RedirectConfig?.Protocol == "HTTPS", "${listener.meta.path}"
        }
      } else {
        assert listener.Protocol == "HTTPS" && length(listener.Certificates ?? []) == 1, "${listener.meta.path}"
      }
    }
  }
}

// 12.1
test "should_applyAutoScaling_when_serviceDeployed" for BATbern {
  if web != null {
    let most = if env.name == "production" then 10 else 4
    let target = if env.name == "production" then 50 else 60
    let targets = resources(AWS::ApplicationAutoScaling::ScalableTarget)
    assert length(targets) == length(names)
    for t in targets {
      assert t.MinCapacity == (if env.name == "production" then 3 else 2) && t.MaxCapacity == most, "${t.meta.path}"
    }
    let policies = resources(AWS::ApplicationAutoScaling::ScalingPolicy)
    let goals = [
      for p in policies if p.TargetTrackingScalingPolicyConfiguration != null:
        p.TargetTrackingScalingPolicyConfiguration
    ]
    let kinds = { for metric in ["ECSServiceAverageCPUUtilization", "ECSServiceAverageMemoryUtilization"]: metric => [
      for g in goals if g.PredefinedMetricSpecification?.PredefinedMetricType == metric: g
    ] }
    for metric, of in kinds {
      assert length(of) == length(names), metric
      for g in of {
        // Memory's aim is ten points higher.
        let goal = if metric == "ECSServiceAverageCPUUtilization" then target else target + 10
        assert g.TargetValue == goal, metric
        assert g.ScaleInCooldown == 60 && g.ScaleOutCooldown == 60, metric
      }
    }
  }
}

// 13.1
test "should_enableServiceDiscovery_when_servicesRegistered" for BATbern {
  if web != null {
    assert like(only(AWS::ServiceDiscovery::PrivateDnsNamespace), { Vpc: net.vpc.vpc.ref })
    let registered = [for s in resources(AWS::ServiceDiscovery::Service): s.Name ?? ""]
    assert sort(registered) == names
  }
}

// 16.1
test "should_configureCDN_when_frontendDeployed" for BATbern {
  // Content is served everywhere, the web site where there is one.
  assert count(AWS::CloudFront::Distribution) == (if web == null then 1 else 2)
  for distribution in resources(AWS::CloudFront::Distribution) {
    let config = distribution.DistributionConfig
    assert config.DefaultCacheBehavior.ViewerProtocolPolicy == "redirect-to-https", "${distribution.meta.path}"
    assert config.DefaultCacheBehavior.ResponseHeadersPolicyId != null, "${distribution.meta.path}"
    assert config.Logging != null, "${distribution.meta.path} has no logs"
    // The buckets are read with origin access control, and by nobody else.
    for origin in config.Origins ?? [] {
      assert origin.OriginAccessControlId != null, "${distribution.meta.path}"
    }
  }
  if web != null {
    let sites = [for d in resources(AWS::CloudFront::Distribution) if d.meta.stack == "frontend": d]
    assert length(sites) == 1
    for site in sites {
      let config = site.DistributionConfig
      assert config.Aliases == [web.frontend_domain]
      assert config.ViewerCertificate?.AcmCertificateArn != null
      assert starts_with(config.ViewerCertificate?.MinimumProtocolVersion ?? "", "TLSv1.2")
      // Paths of the application lead to its one page.
      assert length(config.DefaultCacheBehavior.FunctionAssociations ?? []) == 1
    }
    assert stacks()["dns"].region == "us-east-1"
    // The certificate crosses regions by plain reference.
    assert contains(stacks()["frontend"].needs, "dns")
  }
}
