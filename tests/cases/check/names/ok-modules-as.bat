// file: base.bat
use "./other.bat".{port}

type Sizing = { zones: Int = 2 }

let cidr = "10.0.0.0/16"

fn named(name: String): String = "${name}-${port}"

construct Topic {
  param name: String

  resource topic = AWS::SNS::Topic { TopicName: name }

  output arn = topic.ref
}
// file: other.bat
let port = 5432
// file: main.bat
use "./base.bat" as base
use "./base.bat".{Topic as Queue, cidr as block}
use std.network as net

type Mine = base.Sizing

stack Alarms {
  param sizing: base.Sizing
  param other: Mine
  param tier: net.Tier?

  resource topic = base.Topic { name: base.named("alarms") }
  resource queue = Queue { name: "queue" }
  resource vpc = net.Vpc { cidr: block, zones: sizing.zones }

  output arn = topic.arn
  output queue_arn = queue.arn
  output all = "${other.zones}${base.cidr}${tier?.kind ?? "none"}"
  output vpc_id = vpc.id
}
