construct Watched {
  param service: AWS::ECS::Service
  param group: AWS::ElasticLoadBalancingV2::TargetGroup
  param balancer: AWS::ElasticLoadBalancingV2::LoadBalancer
  param volume: AWS::EC2::Volume
  param subnet: AWS::EC2::Subnet

  output misspelt = metric(service, "CpuUtilization")
  output never_published = metric(volume, "VolumeUtilization")
  output unknown = metric(subnet, "Bytes")
  output untold = metric(group, "UnHealthyHostCount")
  output other_dimension = metric(group, "UnHealthyHostCount", { Balancer: balancer.LoadBalancerFullName })
  output other_namespace = metric(group, "RequestCount", { LoadBalancer: balancer.ref }, namespace: "AWS/NetworkELB")
  output no_resource = metric("service", "CPUUtilization")
  output is_fine = metric(group, "UnHealthyHostCount", { LoadBalancer: balancer.LoadBalancerFullName })
}
