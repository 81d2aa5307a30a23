app BATbern {
  param network: NetworkSizing
  param web: WebSettings?            // absent in development
  settings { references: "weak" }
  tags { Project: "BATbern", Environment: env.name }
  stack net = Network { sizing: network }
  if web != null {
    stack dns = Dns { domain: web.frontend_domain, zone: web.zone }
  }
  for name in services {
    stack service[name] = apps.Service { name }
  }
  assert network.zones > 0, "zones"
}
