/// How the services run, beyond the story's tests: who reaches them, what they are told, what becomes of a deployment.
use "../../../envs/prod.bat".{production}
use "../../../envs/staging.bat".{staging}

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
  assert services.blue_green == env.production
  assert count(AWS::ElasticLoadBalancingV2::TargetGroup) == (if services.blue_green then 12 else 6)
}

test "10.5 the services are traced" for staging, production {
  for t in resources(AWS::ECS::TaskDefinition) if t.meta.stack == "microservices" {
    assert (t.ContainerDefinitions ?? [])[1].Name == "xray"
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

test "12.2 the template sets no number of tasks, which each deployment would set back" for staging, production {
  for s in resources(AWS::ECS::Service) {
    assert s.DesiredCount == null
  }
  for t in resources(AWS::ApplicationAutoScaling::ScalableTarget) {
    assert t.MinCapacity == services.min && t.MaxCapacity == services.max
  }
}

test "13.2 names lead to load balancers, and each service is told those of the others" for staging, production {
  let domain = "internal.${web?.zone?.name ?? ""}"
  assert only(AWS::ServiceDiscovery::PrivateDnsNamespace).Name == domain
  assert count(AWS::ServiceDiscovery::Instance) == count(AWS::ElasticLoadBalancingV2::LoadBalancer)
  for s in resources(AWS::ServiceDiscovery::Service) {
    assert s.NamespaceId == only(AWS::ServiceDiscovery::PrivateDnsNamespace).Id
  }
  for t in resources(AWS::ECS::TaskDefinition) if t.meta.stack == "microservices" {
    let environment = (t.ContainerDefinitions ?? [])[0].Environment ?? []
    let urls = [for e in environment if ends_with(e.Name ?? "", "_URL"): e.Value ?? ""]
    assert length(urls) == 5
    for url in urls {
      assert starts_with(url, "https://") && ends_with(url, ".${domain}")
    }
  }
}
