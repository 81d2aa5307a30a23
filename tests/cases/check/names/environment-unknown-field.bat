stack Files {
  output where = env.regoin
  output what = stack.stage
  output who = aws.accountId
}
