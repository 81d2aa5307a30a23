app Site {
  param domain: DomainName

  assert !starts_with(domain, "www.")
}

env production = Site {
  domain: domian
}
