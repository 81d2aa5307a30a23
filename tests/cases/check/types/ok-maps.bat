stack Files {
  param limits: Map<Int>
  param tiers: Map<{ slot: Int, kind: String = "x" }>
  param name: String

  output one = limits["cpu"]
  output dotted = limits.cpu
  output named = limits[name]
  output keys = join(keys(limits), ",")
  output values = sum(values(limits))
  output made = { for k, v in limits if v > 1: "${k}-x" => v + 1 }
  output merged = limits & { cpu: 2 }
  output computed = { [name]: 1, "other": 2, ...limits }
  output slots = [for t, tier in tiers: "${t}${tier.slot}${tier.kind}"]
  output keys_only = [for t in tiers: t]
  output of_record = [for k, v in { a: 1, b: 2 }: "${k}${v}"]
}
