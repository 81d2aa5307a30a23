fn topic(name: String): String = name

stack Alarms {
  resource alarms = topic { name: "alarms" }
}
