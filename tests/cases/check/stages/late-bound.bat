// What is counted by a late number is told where it is counted, and nowhere else.
stack Queues {
  parameter Count: Int

  for i in range(Count) {
    resource queue[i] = AWS::SQS::Queue { QueueName: "queue-${i}" }
  }

  let names = { for i in range(1, Count): "n${i}" => i }

  output arns = [for i in range(Count): queue[i].Arn]
  output all = keys(names)
}
