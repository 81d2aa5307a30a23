type Sizing = { cidr: Cidr, zones: Int, limits: { cpu: Int, memory: Int } }

fn with(base: Sizing, change: Partial<Sizing>): Sizing = base & change

stack Network {
  param sizing: Sizing
  param change: Partial<Sizing> = {}

  let made = with(sizing, { limits: { cpu: 2 } })

  output all = json([made.zones, with(sizing, change).zones])
}
