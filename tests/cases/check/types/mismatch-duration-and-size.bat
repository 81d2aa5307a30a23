construct Queue {
  param kept: Duration
  param size: Size

  output all = "${kept.days}${size.mib}"
}

stack Jobs {
  resource a = Queue { kept: 20GiB, size: 30d }
  resource b = Queue { kept: "30d", size: 20 }
}
