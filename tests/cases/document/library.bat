/// A library with everything in it that can be documented.
///
/// - its text is *Markdown*, with `Shelf`, `AWS::S3::Bucket` and [a link](https://example.com/a?b=1&c=2)
/// - and what looks like markup <script>alert("x")</script> is text, [this](javascript:alert(1)) leads nowhere
use std.storage.{Bucket}

/// How large a thing is. More follows.
type Weight = "light" | "heavy"

/// What stands on a shelf.
type Thing = {
  /// What it is called: `a_b*c`.
  name: String(/^[a-z]+\.\d$/)
  weight: Weight = "light"
  /// Where it came from.
  origin: { bucket: AWS::S3::Bucket, keys: [String] = [] }?
}

/// How many fit.
let capacity = 12

/// The heavier of two.
fn heavier(a: Thing, b: Thing?, limit: Int(1..) = capacity): Weight =
  if limit > 1 && b != null then b.weight else a.weight

/// Things, each in a bucket.
///
/// # Example
///
///     resource shelf = Shelf { things: {} }
construct Shelf {
  /// The things, by name.
  param things: Map<Thing> = {
    first: { name: "a.1" }
  }
  /// What it is for.
  param purpose: String?
  param logs: Bucket
  param owner: String

  for key, thing in things {
    resource bucket[key] = AWS::S3::Bucket {
      BucketName: if thing.weight == "heavy" then null else thing.name
      Tags: [{ Key: "Owner", Value: owner }]
    }
  }

  if purpose != null {
    resource inner = Bucket {}
    /// Given with a purpose only.
    output inner
  }

  /// The buckets, by the things' names.
  output bucket
  output names = [for b in values(bucket): b.ref]
  output settings = { logs: logs.bucket, capacity }
}

/// Nothing yet.
stack Store {
  param shelf: Shelf.Params
  resource logs = Bucket {}
  resource shelf_itself = Shelf { logs, owner: shelf.owner }
}

resource type Custom::Thing {
  properties {
    /// What it is called.
    Name: String
  }
  attributes {
    Size: Int?
  }
}

/// What we hold ourselves to.
rule "things are tagged" for AWS::S3::Bucket | AWS::SQS::Queue as r {
  assert r.Tags != null
}
