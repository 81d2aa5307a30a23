type Topic = { name: String }

stack Alarms {
  resource alarms = Topic { name: "alarms" }
}
