// file: main.bat
let suffix = "${prefix}-y"

let prefix = "${suffix}-z"

stack Files {
  resource bucket = AWS::S3::Bucket { BucketName: prefix }
}
