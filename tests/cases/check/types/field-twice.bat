let a = { name: "x", size: 3, name: "y" }

type Sizing = { zones: Int, zones: String }
