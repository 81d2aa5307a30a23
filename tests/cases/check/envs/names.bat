// Environments of apps that are not there, and of a list of those that are.
stack Jobs {
  param delay: Int
  resource queue = AWS::SQS::Queue { DelaySeconds: delay }
}

app Shop {
  param delay: Int
  stack jobs = Jobs { delay }
}

env production = Shp { delay: 1 }
env staging = Website { delay: 1 }
env test = Shop { delay: 1, region: eu-central-1, account: 123456789012 }

// file: other.bat
env development = Shop { delay: 1 }
