// file: base.bat
construct Topic {
  resource topic = AWS::SNS::Topic {}
}
// file: main.bat
use "./base.bat" as base

stack Alarms {
  resource topic = base.Topics {}
}
