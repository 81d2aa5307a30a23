// Programs that must be refused; they see what the file imports, and nothing else of it.
use "./parts.bat".{Store}

test "refused when checked" expects E0410 {
  stack A {
    resource a = AWS::S3::Bucket { Nope: 1 }
  }
}

test "refused when built" expects E0909 {
  app Shop {
    stack store = Store { copies: 0 }
  }

  env dev = Shop {}
}

@says("at least one copy", "parts.bat")
test "refused when built, in these words" expects E0909 {
  app Shop {
    stack store = Store { copies: 0 }
  }

  env dev = Shop {}
}

@says("two copies")
test "refused in other words" expects E0909 {
  app Shop {
    stack store = Store { copies: 0 }
  }

  env dev = Shop {}
}

@says("`Nope`", "`Never`")
test "refused in the words of two reports" expects E0410 {
  stack A {
    resource a = AWS::S3::Bucket { Nope: 1 }
    resource b = AWS::S3::Bucket { Never: 1 }
  }
}

test "warned of" expects W0202 {
  stack A {
    param never: String

    resource a = AWS::S3::Bucket {}
  }
}

test "refused for another reason" expects E0410 {
  stack A {
    resource a = AWS::S3::Bucket { BucketName: 1 }
  }
}

test "not refused" expects E0411 {
  stack A {
    resource a = AWS::S3::Bucket {}
  }
}
// file: parts.bat
stack Store {
  param copies: Int

  assert copies > 0, "at least one copy"

  for i in range(copies) {
    resource bucket[i] = AWS::S3::Bucket {}
  }
}
