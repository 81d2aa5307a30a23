type Sizing = {
  cidr: Cidr
  zones: Int(1..=6) = 2
  name: String?
  limits: { cpu: Int = 1, memory: Size = 512MiB } = {}
  tags: Map<String> = {}
}

fn total(sizing: Sizing): Int = sizing.zones * sizing.limits.cpu

stack Network {
  param sizing: Sizing

  let cidr = "10.0.0.0/16"
  let base = { cidr, zones: 3 }

  output a = total({ cidr })
  output b = total({ ...base })
  output c = total({ ...base, zones: 4 })
  output d = total({ cidr, if env.name == "production": zones: 3 })
  output e = total({ cidr, limits: { cpu: 2 }, tags: { Owner: "me", "x y": "z" } })
  output f = total(sizing & { zones: 1 })
  output g = total({ cidr, name: null })
  output h = total({ "cidr": cidr, name: sizing.name })
}
