/// Where files are kept.
use std.storage.{Bucket}

/// What an environment decides about files. The files in envs/ give the values.
type FileSettings = {
  /// Whether overwritten and deleted files can be brought back.
  versions: Bool = true
  /// When the logs of accesses are deleted.
  logs_expire: Duration = 90d
  /// What becomes of the buckets when they are removed from the stack. Only empty ones can be deleted.
  on_delete: "Delete" | "Retain" = "Retain"
}

/// A bucket for uploads, and one for the logs of who read them
stack Files {
  param settings: FileSettings

  resource logs = Bucket {
    for_logs: true
    lifecycle: { age: { expire_after: settings.logs_expire } }
    on_delete: settings.on_delete
  }

  resource uploads = Bucket {
    versions: settings.versions
    access_logs: { bucket: logs, prefix: "uploads/" }
    on_delete: settings.on_delete
  }

  output uploads

  /// The bucket's name, for tools outside of this app
  output uploads_name = uploads.name
}
