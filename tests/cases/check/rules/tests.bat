// What is wrong in tests.
stack Web {
  resource bucket = AWS::S3::Bucket {}
}

app Shop {
  param copies: Int

  stack web = Web {}
}

app Empty {
  stack web = Web {}
}

abstract env base = Shop { copies: 2 }

env dev extends base {}

env other = Empty {}

test "not an environment" for Web {
  assert count(AWS::S3::Bucket) == 1
}

test "of two apps" for dev, other {
  assert count(AWS::S3::Bucket) == 1
}

test "all that extend it, and unknown ones" for base, prod {
  assert true
}

test "typos" for dev {
  assert like(web.bucket, { BucketNam: "x", VersioningConfiguration: { Status: 1 } })
  assert web.bukket.BucketName == "x"
  assert count(AWS::S3::Bukket) == 1
  assert count(copies) == 1
  assert count(AWS::S3::Bucket, in: base) == 1
  assert copies == "two"
  assert statements(copies) == []
  assert only(AWS::S3::Bucket).BucketName == 3
  let unused = 1
}

test "no such code" expects E9999 {
  stack A {
    resource a = AWS::S3::Bucket {}
  }
}

@severity("warning")
test "no decorators" for dev {
  assert count(AWS::S3::Bucket) == 1
}

@says("a")
test "nothing is refused" for dev {
  assert count(AWS::S3::Bucket) == 1
}

@says
@says("${copies}", 1, "", text: "a")
@sayz("a")
test "not what a report says" expects E0410 {
  stack A {
    resource a = AWS::S3::Bucket { Nope: 1 }
  }
}
// file: policy.bat
use "./main.bat"
use std.network
