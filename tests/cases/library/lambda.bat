// file: resize/index.js
exports.handler = async () => {};
// file: main.bat
use std.lambda.{LambdaFunction}
use std.storage.{Bucket}

stack Here {
  resource photographs = Bucket {}
  resource thumbnails = Bucket {}

  // example
}
