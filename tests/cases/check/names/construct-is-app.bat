app Site {
  param domain: DomainName

  assert !starts_with(domain, "www.")
}

stack Alarms {
  resource alarms = Site { domain: "example.com" }
}
