stack Main {
  resource topic = AWS::SNS::Topic {}
  output topic_name = topic.TopicName
  output topicName = topic.ref
  @export("x")
  output all = [topic.ref]
}
app Program {
  stack main = Main {}
}
env test = Program {}
