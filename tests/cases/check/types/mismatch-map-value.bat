construct Service {
  param limits: Map<Int>

  output all = json(limits)
}

stack Services {
  resource a = Service { limits: { cpu: 2, memory: "4" } }
  resource b = Service { limits: [2, 4] }
}
