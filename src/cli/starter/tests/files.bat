/// What must be true, whatever the settings say. `batc test` runs it.
use std.storage.{Bucket}
use "../envs/dev.bat".{development}
use "../envs/prod.bat".{production}

test "no bucket is public" for development, production {
  for bucket in resources(AWS::S3::Bucket) {
    let block = bucket.PublicAccessBlockConfiguration
    assert block?.BlockPublicAcls == true && block?.BlockPublicPolicy == true, "${bucket.meta.path} may become public"
  }
}

test "overwritten uploads can be brought back in production" for production {
  assert any([for b in resources(AWS::S3::Bucket): b.VersioningConfiguration?.Status == "Enabled"])
}

// Programs that must be refused are tests, too.
test "a time has a unit" expects E0304 {
  stack Wrong {
    resource files = Bucket { keep_old_versions: 90 }
  }
}
