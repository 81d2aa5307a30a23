//! Where a project begins.
//!
//! The nearest folder at or above the file that holds `batc.toml` or `.git`. Without either: the working folder when
//! the file lies below it, else the file's own folder. What `batc.toml` says is read by
//! [`super::settings`].

use std::path::{Path, PathBuf};

/// The names whose presence makes a folder a project's root.
const MARKERS: [&str; 2] = [super::PROJECT_FILE, ".git"];

/// The root of the project that `input` (a file or folder, symbolic links followed) belongs to.
pub(super) fn discover(input: &Path) -> PathBuf {
    let folder = if input.is_dir() { input } else { input.parent().unwrap_or(input) };
    if let Some(root) = marked(folder) {
        return root;
    }
    let working = std::env::current_dir().and_then(std::fs::canonicalize).ok();
    working.filter(|w| folder.starts_with(w)).unwrap_or_else(|| folder.to_owned())
}

/// The nearest folder at or above `folder` that holds a marker.
pub(super) fn marked(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find(|a| MARKERS.iter().any(|m| a.join(m).exists())).map(Path::to_owned)
}
