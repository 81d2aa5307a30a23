// Production is held against staging, and against an environment that has mistakes of its own.
use "./rules.bat"
use "./shop.bat".{Shop}

env production = Shop { keep: 3d, production: true }
// file: shop.bat
stack Orders {
  param keep: Duration

  resource queue = AWS::SQS::Queue { MessageRetentionPeriod: keep.seconds }
  resource topic = AWS::SNS::Topic {}
}

app Shop {
  param keep: Duration

  assert keep <= 14d, "nothing is kept for longer than two weeks"

  stack orders = Orders { keep }
}
// file: staging.bat
use "./shop.bat".{Shop}

env staging = Shop { keep: 7d }
// file: broken.bat
use "./shop.bat".{Shop}

env broken = Shop { keep: 15d }
// file: rules.bat
use "./broken.bat".{broken}
use "./staging.bat".{staging}

rule "queues keep at least what staging's keep" for AWS::SQS::Queue as queue {
  for other in resources(AWS::SQS::Queue, in: staging) {
    assert other.meta.path == queue.meta.path
    assert (queue.MessageRetentionPeriod ?? 345600) >= (other.MessageRetentionPeriod ?? 345600),
      "`${queue.meta.path}` keeps messages for less long than staging's"
  }
}

rule "as many queues as there" for AWS::SQS::Queue as queue {
  assert count(AWS::SQS::Queue) == count(AWS::SQS::Queue, in: broken), "`${queue.meta.path}`"
}

rule "what the deployment makes is another there" for AWS::SNS::Topic as topic {
  for other in resources(AWS::SNS::Topic, in: staging) {
    assert topic.TopicArn != other.TopicArn && other.ref != topic.ref, "`${topic.meta.path}` is the same"
  }
}
