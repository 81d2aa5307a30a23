/// What becomes of what a construct made, when the construct is removed from its stack.

/// The deletion policy that `on_delete` of the library's constructs stands for.
///
/// What is retained is retained except on create: if the deployment that makes it fails, CloudFormation takes it away
/// again. It holds nothing yet then, and left behind, its name would be in the way of the next attempt. In all other
/// cases this is the same as `Retain`. Deployments that replace a resource know no such difference: there, `Retain` is
/// meant as it stands.
///
/// ```bat
/// use std.retention.{deletion_policy}
///
/// construct Uploads {
///   param on_delete: "Delete" | "Retain" = "Retain"
///
///   @on_delete(deletion_policy(on_delete))
///   @on_replace(on_delete)
///   resource bucket = AWS::S3::Bucket {}
/// }
/// ```
fn deletion_policy(on_delete: "Delete" | "Retain" | "Snapshot"): "Delete" | "RetainExceptOnCreate" | "Snapshot" =
  match on_delete {
    "Delete" => "Delete"
    "Retain" => "RetainExceptOnCreate"
    "Snapshot" => "Snapshot"
  }
