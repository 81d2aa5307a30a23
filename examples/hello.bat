/// The smallest program: one bucket in one stack, for one environment.
///
///     batc build examples/hello.bat
use std.storage.{Bucket}

/// A place for files
stack Files {
  resource files = Bucket {}

  /// Where to put them
  output bucket_name = files.name
}

app Hello {
  stack files = Files {}
}

env development = Hello {
  region: "eu-central-1"
}
