//! Why a file could not be read, in words.

use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;

/// A file cannot be read.
pub const CANNOT_READ: Code = Code::new("E0001", "file cannot be read");
/// A file is not UTF-8 text.
pub const NOT_TEXT: Code = Code::new("E0002", "file is not UTF-8 text");
/// A file is too large.
pub const TOO_LARGE: Code = Code::new("E0003", "file is too large");
/// A path leads outside the project.
pub const NOT_IN_PROJECT: Code = Code::new("E0004", "path leads outside the project");

/// The codes of this phase.
pub const CODES: &[Code] = &[CANNOT_READ, NOT_TEXT, TOO_LARGE, NOT_IN_PROJECT];

/// Why a file could not be read. The command line shows it without a place, a `use` at its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// The stable code.
    pub code: Code,
    /// What is wrong, with the path in backticks.
    pub message: String,
    /// What to do instead.
    pub help: Option<String>,
}

impl ReadError {
    pub(super) fn new(code: Code, message: impl Into<String>) -> ReadError {
        ReadError { code, message: message.into(), help: None }
    }

    pub(super) fn help(self, help: impl Into<String>) -> ReadError {
        ReadError { help: Some(help.into()), ..self }
    }

    /// The diagnostic, at `span` when a source asked for the file.
    pub fn into_diagnostic(self, span: Option<Span>) -> Diagnostic {
        let diagnostic = match span {
            Some(span) => Diagnostic::new(self.code, span, self.message),
            None => Diagnostic::unplaced(self.code, self.message),
        };
        diagnostic.help_opt(self.help)
    }

    /// What the operating system said about `path`.
    pub(super) fn io(path: &Path, error: &io::Error) -> ReadError {
        let shown = path.display();
        let message = match error.kind() {
            io::ErrorKind::NotFound => format!("there is no file `{shown}`"),
            io::ErrorKind::PermissionDenied => format!("`{shown}` may not be read: permission denied"),
            io::ErrorKind::NotADirectory => format!("there is no file `{shown}`: a part of the path is not a folder"),
            _ => format!("`{shown}` cannot be read: {}", system_words(error)),
        };
        let near = (error.kind() == io::ErrorKind::NotFound).then(|| near_file(path)).flatten();
        let help = near.map(|near| format!("did you mean `{}`?", near.display()));
        ReadError { help, ..ReadError::new(CANNOT_READ, message) }
    }

    pub(super) fn missing(shown: &str) -> ReadError {
        ReadError::new(CANNOT_READ, format!("there is no file `{shown}`"))
    }

    pub(super) fn is_folder(shown: &str) -> ReadError {
        ReadError::new(CANNOT_READ, format!("`{shown}` is a folder, and a file is needed"))
    }

    pub(super) fn is_file(shown: &str) -> ReadError {
        ReadError::new(CANNOT_READ, format!("`{shown}` is a file, and a folder is needed"))
    }

    pub(super) fn not_regular(shown: &str) -> ReadError {
        ReadError::new(CANNOT_READ, format!("`{shown}` is not a regular file"))
            .help("pipes and devices cannot be read: write the text to a file first")
    }

    pub(super) fn too_large(shown: &str, bytes: u64, limit: u64) -> ReadError {
        let mib = |b: u64| b.div_ceil(1024 * 1024);
        ReadError::new(
            TOO_LARGE,
            format!("`{shown}` is too large: {} MiB, and at most {} MiB are read", mib(bytes), mib(limit)),
        )
    }

    pub(super) fn outside(written: &str) -> ReadError {
        ReadError::new(NOT_IN_PROJECT, format!("`{written}` leads outside the project"))
    }

    /// The outside of the project is reached by a symbolic link.
    pub(super) fn link_outside(shown: &str) -> ReadError {
        ReadError::new(NOT_IN_PROJECT, format!("`{shown}` is a symbolic link that leads outside the project"))
            .help("copy the file into the project")
    }
}

/// The source in the same folder whose name is nearest to that of a file which is not there.
fn near_file(path: &Path) -> Option<PathBuf> {
    let written = path.file_name()?.to_str()?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let entries = std::fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
    let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let sources = names.filter(|name| name.ends_with(".bat") || !written.contains('.'));
    let distance = |name: &String| (strsim::osa_distance(written, name), name.clone());
    let (distance, name) = sources.map(|name| distance(&name)).min()?;
    (distance <= 2 || name.strip_suffix(".bat") == Some(written))
        .then(|| folder.map_or_else(|| PathBuf::from(&name), |folder| folder.join(&name)))
}

/// The operating system's words, without Rust's `(os error 13)`, lowercase.
pub(crate) fn system_words(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
