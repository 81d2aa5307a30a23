construct Topic {
  param count: Int

  assert count > 2
}

stack Alarms {
  resource a = Topic { count: "5" }
  resource b = Topic { count: 5.5 }
  resource c = Topic { count: [5] }
}
