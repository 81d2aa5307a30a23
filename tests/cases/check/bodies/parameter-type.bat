stack Files {
  parameter kept: Duration
  parameter settings: { zones: Int }
  parameter flag: Bool
  parameter name: String?

  output all = "${kept.days}"
  output b = json(settings)
  output c = if flag then "a" else "b"
  output d = name ?? "x"
}
