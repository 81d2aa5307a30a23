//! The only door to input: source files, the embedded standard library, and the files that sources name.
//!
//! In: paths as the command line or a source writes them. Out: [`FilePath`]s and texts, or a [`ReadError`] that can
//! be shown. Invariants: nothing outside the project's folder is read, symbolic links included; a file has one
//! [`FilePath`], however it was reached; a text is UTF-8, has no NUL and fits [`MAX_TEXT_BYTES`]; folders are listed
//! in a fixed order. A world made from texts in memory behaves as one on disk does.

mod asset;
mod embedded;
mod error;
mod list;
mod path;
mod read;
mod root;
mod settings;
#[cfg(test)]
mod tests;

pub use asset::{Asset, AssetKind};
pub use embedded::{error_page, error_page_codes, starter_files, std_file, std_modules, std_tree};
pub(crate) use error::system_words;
pub use error::{CANNOT_READ, CODES, NOT_IN_PROJECT, NOT_TEXT, ReadError, TOO_LARGE};
pub use path::{FilePath, Origin};
pub use read::Version;
pub use settings::{FormatSettings, PROJECT_FILE, Settings, SettingsError};

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The largest text that is read, in bytes.
pub const MAX_TEXT_BYTES: u64 = 16 * 1024 * 1024;

/// A project's files, on disk or in memory, and the embedded standard library.
#[derive(Clone, Debug, Default)]
pub struct World {
    /// The project's folder, with symbolic links followed; `None` for a world in memory only.
    root: Option<PathBuf>,
    /// Contents that stand in for what is on disk, by path relative to the root.
    overlay: BTreeMap<String, Arc<[u8]>>,
}

impl World {
    /// The project that the first of these inputs belongs to. Its folder is the nearest that holds
    /// `batc.toml` or `.git`; without either the working folder, when the input lies below it, else the input's own.
    pub fn open(input: &Path) -> Result<World, ReadError> {
        let found = std::fs::canonicalize(input).map_err(|e| ReadError::io(input, &e))?;
        Ok(World { root: Some(root::discover(&found)), overlay: BTreeMap::new() })
    }

    /// The project in the folder `root`.
    pub fn at(root: &Path) -> Result<World, ReadError> {
        let root = std::fs::canonicalize(root).map_err(|e| ReadError::io(root, &e))?;
        Ok(World { root: Some(root), overlay: BTreeMap::new() })
    }

    /// A project of texts in memory, by path relative to its root.
    pub fn in_memory<P: Into<String>, T: AsRef<[u8]>>(files: impl IntoIterator<Item = (P, T)>) -> World {
        let overlay = files.into_iter().map(|(path, text)| (path.into(), Arc::from(text.as_ref()))).collect();
        World { root: None, overlay }
    }

    /// Puts a text in the place of what is on disk, as an editor does with a file that is not saved yet.
    pub fn overlay(&mut self, path: &FilePath, text: &str) {
        if path.origin() == Origin::Project {
            self.overlay.insert(path.relative().to_owned(), Arc::from(text.as_bytes()));
        }
    }

    /// Takes away what stands in the place of a file: what is on disk counts again.
    pub fn without_overlay(&mut self, path: &FilePath) {
        self.overlay.remove(path.relative());
    }

    /// The nearest folder at or above `path` that says of itself that a project begins there.
    pub fn marked_root(path: &Path) -> Option<PathBuf> {
        root::marked(path)
    }

    /// The same project, with a text in the place of a file.
    pub fn with(&self, path: &FilePath, text: &str) -> World {
        let mut world = World { root: self.root.clone(), overlay: self.overlay.clone() };
        world.overlay(path, text);
        world
    }

    /// The project's folder; `None` for a world in memory.
    pub fn root(&self) -> Option<&Path> {
        self.root.as_deref()
    }

    /// The standard library's module `name` (`network` for `std.network`).
    pub fn std_module(&self, name: &str) -> Option<FilePath> {
        let path = format!("{name}.bat");
        std_file(&path).map(|_| FilePath::std(&path))
    }
}
