//! A file's one name.

use std::sync::Arc;

/// Where a file comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Origin {
    /// The user's project.
    Project,
    /// The standard library that is part of the program.
    Std,
}

/// What the value of a library's path begins with.
const STD_VALUE: &str = "/std/";

/// A file of the project or of the standard library, by its path with `/` relative to the root.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FilePath {
    origin: Origin,
    relative: Arc<str>,
}

impl FilePath {
    /// A file of the project; `relative` is already normal (no `.`, `..` or empty segment).
    pub(super) fn project(relative: &str) -> FilePath {
        FilePath { origin: Origin::Project, relative: Arc::from(relative) }
    }

    /// A file of the standard library.
    pub(super) fn std(relative: &str) -> FilePath {
        FilePath { origin: Origin::Std, relative: Arc::from(relative) }
    }

    /// The project's root as a place from which paths are resolved.
    pub(crate) fn in_root() -> FilePath {
        FilePath::project("")
    }

    /// The path as values hold it: relative to the project's root, or marked as the library's by a beginning that no
    /// relative path has.
    pub(crate) fn as_value(&self) -> String {
        match self.origin {
            Origin::Project => self.relative.to_string(),
            Origin::Std => format!("{STD_VALUE}{}", self.relative),
        }
    }

    /// Where a value's path is resolved from, and the path as seen from there; see [`FilePath::as_value`].
    pub(crate) fn of_value(value: &str) -> (FilePath, &str) {
        match value.strip_prefix(STD_VALUE) {
            Some(relative) => (FilePath::std(""), relative),
            None => (FilePath::in_root(), value),
        }
    }

    /// Where the file comes from.
    pub fn origin(&self) -> Origin {
        self.origin
    }

    /// The path relative to the project's root, or to the library's.
    pub fn relative(&self) -> &str {
        &self.relative
    }

    /// The path as diagnostics show it: `envs/prod.bat`, `std/network.bat`.
    pub fn display(&self) -> String {
        match self.origin {
            Origin::Project => self.relative.to_string(),
            Origin::Std => format!("std/{}", self.relative),
        }
    }

    /// The folder that holds the file; empty for the root itself.
    pub(super) fn folder(&self) -> &str {
        self.relative.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

/// `written` as seen from `folder`, without `.` and `..`; `None` when it leads above the root.
pub(super) fn join(folder: &str, written: &str) -> Option<String> {
    let mut segments: Vec<&str> = folder.split('/').filter(|s| !s.is_empty()).collect();
    for segment in written.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop()?;
            }
            name => segments.push(name),
        }
    }
    Some(segments.join("/"))
}
