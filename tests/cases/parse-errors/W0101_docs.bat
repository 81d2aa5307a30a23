/// File docs.

/// Dangling.

/// For use.
use std.x.{a}
stack S {
  /// Before if.
  if a {}
  let x = { /// trailing
    /// On a field.
    a: 1
  }
  let y = [
    /// In a list.
    1
  ]
  /// End of body.
}
/// End of file.
