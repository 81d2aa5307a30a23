type Sizing = { zones: Int, name: String = "x" }

type Other = { zones: String, colour: String }

fn total(sizing: Sizing): Int = sizing.zones

stack Files {
  param other: Other
  param limits: Map<Int>

  output a = total({ ...other })
  output b = total({ ...limits })
}
