/// A failed assertion explains what follows from the same params: that is not told beside it. What other params lead to is.
construct Bucket {
  param name: String
  param owner: { team: String, mail: String } = { team: "web", mail: "web" }

  assert length(name) > 3, "the bucket's name `${name}` is too short"
  assert owner.team != "", "`${name}` belongs to no team"

  resource bucket = AWS::S3::Bucket { BucketName: name }
  resource copies = AWS::S3::Bucket { BucketName: "${name}_copies" }
  resource mails = AWS::S3::Bucket { BucketName: "${owner.mail}-mails" }
  resource teams = AWS::S3::Bucket { BucketName: owner.team }
}

stack Storage {
  param names: [String]

  // Its assertion fails, and both of its buckets have wrong names.
  resource short = Bucket { name: "Q" }
  // Nothing is asserted of this name's letters.
  resource letters = Bucket { name: "Reports" }
  // The assertion is about another field.
  resource nobody = Bucket { name: "reports-of-nobody", owner: { team: "", mail: "No_Body" } }

  for name in names {
    resource each[name] = Bucket { name }
  }
}

app Shop {
  param names: [String] = ["z", "of-the-shop"]
  stack storage = Storage { names }
}

env test = Shop { region: "eu-central-1" }
env production = Shop { region: "eu-west-1" }
