construct Network {
  param zones: Int
  param name: String

  output all = "${zones}${name}"
}

stack Networks {
  param settings: { zones: Int, nmae: String }
  param names: [String]

  resource a = Network { ...settings, name: "x" }
  resource b = Network { ...names }
}
