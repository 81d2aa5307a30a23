//! Why the output could not be written, in words.

use std::io;
use std::path::Path;

use crate::diagnostics::{Code, Diagnostic};
use crate::world::system_words;

/// The output cannot be written.
pub const CANNOT_WRITE: Code = Code::new("E0008", "output cannot be written");
/// The output's folder holds something that is not a build's output.
pub const NOT_OURS: Code = Code::new("E0009", "output folder is not batc's");

/// The codes of this phase.
pub const CODES: &[Code] = &[CANNOT_WRITE, NOT_OURS];

/// Why the output could not be written. Nothing is half-written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteError {
    /// The stable code.
    pub code: Code,
    /// What is wrong, with the path in backticks.
    pub message: String,
    /// What to do instead.
    pub help: Option<String>,
}

impl WriteError {
    /// What the operating system said when `path` was written.
    pub fn io(path: &Path, error: &io::Error) -> WriteError {
        let shown = path.display();
        let is_taken = matches!(error.kind(), io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory);
        if is_taken && std::fs::metadata(path).is_ok_and(|found| !found.is_dir()) {
            let message = format!("`{shown}` is no folder, and a folder is written");
            return WriteError {
                code: CANNOT_WRITE,
                message,
                help: Some("choose another one with `--out`".to_owned()),
            };
        }
        let message = format!("`{shown}` cannot be written: {}", system_words(error));
        WriteError { code: CANNOT_WRITE, message, help: None }
    }

    /// The folder is in use for something else.
    pub(super) fn not_ours(path: &Path) -> WriteError {
        WriteError {
            code: NOT_OURS,
            message: format!("`{}` was not written by batc, so it is not replaced", path.display()),
            help: Some("delete the folder, or choose another one with `--out`".to_owned()),
        }
    }
}

impl WriteError {
    /// The user pressed Ctrl-C; nothing was written.
    pub(super) fn interrupted() -> WriteError {
        WriteError { code: CANNOT_WRITE, message: "interrupted, so nothing is written".to_owned(), help: None }
    }

    /// The folder has no name of its own, as in `..`, so that it cannot be replaced.
    pub(super) fn no_folder(path: &Path) -> WriteError {
        let message = format!("`{}` cannot be replaced as a whole", path.display());
        WriteError { code: CANNOT_WRITE, message, help: Some("name a folder: `--out site`".to_owned()) }
    }

    /// Two environments would be written to one folder.
    pub(super) fn same_folder(env: &str) -> WriteError {
        let message = format!("two environments are called `{env}`, and would be written to the same folder");
        WriteError { code: CANNOT_WRITE, message, help: Some("build one of them with `--env`".to_owned()) }
    }

    /// A template that cannot be turned into YAML.
    pub(super) fn no_yaml(stack: &str, error: &serde_json::Error) -> WriteError {
        let message = format!("the template of `{stack}` cannot be written as YAML: {error}");
        WriteError { code: CANNOT_WRITE, message, help: Some("write it as JSON: `--format json`".to_owned()) }
    }
}

impl From<WriteError> for Diagnostic {
    fn from(error: WriteError) -> Diagnostic {
        Diagnostic::unplaced(error.code, error.message).help_opt(error.help)
    }
}
