construct Service {
  param ports: [Int]

  output all = join([for p in ports: "${p}"], ",")
}

stack Services {
  resource a = Service { ports: 80 }
  resource b = Service { ports: [80, "443", 8080] }
  resource c = Service { ports: { a: 80 } }
}
