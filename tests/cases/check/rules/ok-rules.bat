// What rules and tests may say.
use "./envs.bat"
use "./shop.bat".{Shop, Web}

rule "all have a stack" for Resource as r {
  assert r.meta.stack != "", "`${r.meta.type}` stands in no stack"
}

rule "webs" for Web as web {
  assert web.bucket.BucketName != null && web.meta.type == "Web"
}

@severity("warning")
rule "both" for AWS::S3::Bucket | AWS::SQS::Queue as r {
  let tags = r.Tags ?? []
  for tag in tags {
    assert tag.Key != ""
  }
  for s in statements(r) if s.effect == "Allow" {
    assert s.reason != null
  }
}

test "each" for Shop {
  let buckets = resources(AWS::S3::Bucket)
  for b in buckets {
    if b.LifecycleConfiguration != null {
      assert length(b.LifecycleConfiguration.Rules) > 0
    }
  }
  assert count(Web) == copies
  assert web.bucket.Arn == only(AWS::S3::Bucket).Arn
}
// file: envs.bat
use "./shop.bat".{Shop}

env dev = Shop { copies: 1 }
// file: shop.bat
stack Web {
  resource bucket = AWS::S3::Bucket { BucketName: "bucket" }

  output bucket
}

app Shop {
  param copies: Int

  assert copies > 0

  stack web = Web {}
}
