stack Network {
  output where = aws
  output what = env
}
