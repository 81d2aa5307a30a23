// What people write who come from the CDK.
import { Vpc } from "aws-cdk-lib/aws-ec2";
import * as cdk from 'aws-cdk-lib';

export class Shop extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
  }
}

stack Shop {
  const cidr = "10.0.0.0/16"
  resource vpc = new Vpc { cidr: cidr };
  resource queue = AWS::SQS::Queue { QueueName: 'jobs', DelaySeconds: [1, 2].map(x => x + 1) }
  resource other = AWS::SQS::Queue { QueueName: `jobs-${env.name}` }
  resource third = AWS::SQS::Queue { QueueName: "jobs-${process.env.STAGE}" }
  for i in 0..3 {
    resource many[i] = AWS::SQS::Queue {}
  }
}

fn double(n: Int): Int { return n * 2 }
