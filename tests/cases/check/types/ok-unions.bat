type Level = "debug" | "info"

type Retention = Duration | "forever"

fn days(retention: Retention): Int = match retention {
  "forever" => 0
  _ => 1
}

stack Logs {
  param level: Level
  param retention: Retention = 30d
  param target: String | [String]
  param port: 80 | 443 | Int(1024..=65535)

  output level = if level == "debug" then "all" else level
  output days = days(retention)
  output all = json([port, level])
  output forever = days("forever")
  output target = json(target)
}
