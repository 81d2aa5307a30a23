app Site {
  param domain: DomainName

  assert starts_with(domain, "www.")
}

stack Database {
  param site: Site

  output site
}
