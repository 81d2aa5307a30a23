app Site {
  param domain: DomainName

  assert !starts_with(domain, "www.")
}

stack Files {
  output domain = Site.domain
}
