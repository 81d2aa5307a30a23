app Site {
  param domain: DomainName

  assert !starts_with(domain, "www.")
}

env development = Site {
  domain: "dev.example.com"
}

env production = Site {
  domain: development.domain
}
