stack Main {
  param a: Int
  param b: Int
  resource one = AWS::SNS::Topic { DisplayName: "${a / b}" }
  resource two = AWS::SNS::Topic { DisplayName: "${a / (b - 3)}" }
  resource three = AWS::SNS::Topic { DisplayName: "${a * 9223372036854775807}" }
  resource four = AWS::SQS::Queue { DelaySeconds: (1min + 1s).minutes }
}
app Program {
  param a: Int
  stack main = Main { a, b: 3 }
}
env test = Program { a: 10 }
