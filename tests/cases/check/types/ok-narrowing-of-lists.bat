stack Site {
  param names: [String?]
  param either: Map<String?>

  output present = [for n in names if n != null: upper(n)]
  output texts = { for k, v in either if v != null: k => "${k}=${v}" }
  output all = [for n in names: n ?? "x"]
}
