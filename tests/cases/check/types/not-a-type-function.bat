fn port(): Int = 5432

stack Database {
  param number: port

  output number
}
