//! Listing folders, in a fixed order.

use std::path::{Path, PathBuf};

use super::error::{CANNOT_READ, NOT_IN_PROJECT, ReadError};
use super::path::join;
use super::read::to_slashes;
use super::{FilePath, Origin, World};

/// Folders that hold other people's files or a build's output.
const SKIPPED: [&str; 3] = ["node_modules", "out", "target"];
/// Deeper folders are refused, since only a cycle of links gets there.
const MAX_DEPTH: usize = 64;

impl World {
    /// The modules that the command line names: files, and all `.bat` files below folders, hidden folders left out.
    pub fn inputs(&self, arguments: &[PathBuf]) -> (Vec<FilePath>, Vec<ReadError>) {
        let (mut found, mut errors) = (Vec::new(), Vec::new());
        for argument in arguments {
            if !argument.is_dir() {
                match self.input(argument) {
                    Ok(path) => found.push(path),
                    Err(error) => errors.push(error),
                }
                continue;
            }
            // A folder of another project, or one that holds this project, is one mistake.
            if let (Some(root), Ok(folder)) = (self.root(), std::fs::canonicalize(argument))
                && !folder.starts_with(root)
            {
                let message = format!("the folder `{}` is not in the project `{}`", argument.display(), root.display());
                errors.push(ReadError::new(NOT_IN_PROJECT, message).help("run `batc` once for each project"));
                continue;
            }
            let mut below = Vec::new();
            modules_below(argument, 0, &mut below, &mut errors);
            if below.is_empty() {
                let message = format!("there is no `.bat` file in the folder `{}`", argument.display());
                errors.push(ReadError::new(CANNOT_READ, message));
            }
            for file in below {
                match self.input(&file) {
                    Ok(path) => found.push(path),
                    Err(error) => errors.push(error),
                }
            }
        }
        let mut seen = rustc_hash::FxHashSet::default();
        found.retain(|path| seen.insert(path.clone()));
        (found, errors)
    }

    /// All `.bat` files of the project, sorted by path, hidden folders and those of other people's files left out. A folder that
    /// cannot be read has none.
    pub fn modules(&self) -> Vec<FilePath> {
        let is_module = |path: &&String| path.ends_with(".bat");
        let mut found: Vec<FilePath> = self.overlay.keys().filter(is_module).map(|k| FilePath::project(k)).collect();
        if let Some(root) = self.root() {
            let (mut files, mut ignored) = (Vec::new(), Vec::new());
            modules_below(root, 0, &mut files, &mut ignored);
            found.extend(files.iter().filter_map(|file| self.input(file).ok()));
        }
        found.sort();
        found.dedup();
        found
    }

    /// What stands in the folder that `written` names in a source, hidden files left out, each with whether it is a folder;
    /// sorted, and nothing when there is no such folder.
    pub fn entries(&self, from: &FilePath, written: &str) -> Vec<(String, bool)> {
        let Ok(folder) = self.place(from, if written.is_empty() { "." } else { written }) else { return Vec::new() };
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let in_memory = self.overlay.keys().filter_map(|key| key.strip_prefix(&prefix));
        let mut found: std::collections::BTreeMap<String, bool> = in_memory
            .map(|rest| match rest.split_once('/') {
                Some((folder, _)) => (folder.to_owned(), true),
                None => (rest.to_owned(), false),
            })
            .collect();
        let on_disk = self.root().and_then(|root| {
            let folder = std::fs::canonicalize(root.join(&folder)).ok().filter(|found| found.starts_with(root))?;
            std::fs::read_dir(folder).ok()
        });
        for entry in on_disk.into_iter().flatten().flatten() {
            if let Ok(name) = entry.file_name().into_string() {
                let is_folder = std::fs::metadata(entry.path()).is_ok_and(|meta| meta.is_dir());
                found.insert(name, is_folder);
            }
        }
        let hidden = |name: &str, is_folder: bool| name.starts_with('.') || is_folder && SKIPPED.contains(&name);
        found.into_iter().filter(|(name, is_folder)| !hidden(name, *is_folder)).collect()
    }

    /// All files below the folder that `written` names in a source, sorted by path.
    pub fn files_below(&self, from: &FilePath, written: &str) -> Result<Vec<FilePath>, ReadError> {
        let folder = self.place(from, written)?;
        let mut found = Vec::new();
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        if from.origin() == Origin::Std {
            return Err(ReadError::missing(written));
        }
        found.extend(self.overlay.keys().filter(|k| k.starts_with(&prefix)).map(|k| FilePath::project(k)));
        match self.root() {
            Some(root) => {
                let top =
                    std::fs::canonicalize(root.join(&folder)).map_err(|e| ReadError::io(Path::new(written), &e))?;
                if !top.is_dir() {
                    return Err(ReadError::is_file(written));
                }
                if !top.starts_with(root) {
                    return Err(ReadError::link_outside(written));
                }
                files_below(root, &folder, 0, &mut found)?;
            }
            None if self.overlay.contains_key(&folder) => return Err(ReadError::is_file(written)),
            None if found.is_empty() => return Err(ReadError::missing(written)),
            None => {}
        }
        found.sort();
        found.dedup();
        Ok(found)
    }
}

/// The entries of a folder, sorted by name.
fn entries(folder: &Path) -> Result<Vec<std::fs::DirEntry>, ReadError> {
    let listed: Result<Vec<_>, _> = std::fs::read_dir(folder).and_then(Iterator::collect);
    let mut entries = listed.map_err(|e| ReadError::io(folder, &e))?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    Ok(entries)
}

fn modules_below(folder: &Path, depth: usize, found: &mut Vec<PathBuf>, errors: &mut Vec<ReadError>) {
    let entries = match entries(folder) {
        Ok(entries) => entries,
        Err(error) => return errors.push(error),
    };
    for entry in entries {
        let (path, name) = (entry.path(), entry.file_name());
        let hidden = name.as_encoded_bytes().starts_with(b".") || SKIPPED.iter().any(|s| name == *s);
        // A link to a folder is not followed: what it leads to is checked where it lies.
        let is_folder = entry.file_type().is_ok_and(|t| t.is_dir());
        if hidden || (is_folder && depth >= MAX_DEPTH) {
            continue;
        }
        if is_folder {
            modules_below(&path, depth + 1, found, errors);
        } else if path.extension().is_some_and(|e| e == "bat") && !path.is_dir() {
            found.push(path);
        }
    }
}

/// Adds all files below `folder`, links followed while they stay in the project; paths are those walked.
fn files_below(root: &Path, folder: &str, depth: usize, found: &mut Vec<FilePath>) -> Result<(), ReadError> {
    if depth >= MAX_DEPTH {
        let message = format!("the folder `{folder}` is more than {MAX_DEPTH} levels deep");
        return Err(ReadError::new(CANNOT_READ, message).help("is there a symbolic link to a folder above?"));
    }
    for entry in entries(&root.join(folder))? {
        let name = to_slashes(Path::new(&entry.file_name()))?;
        let path = join(folder, &name).unwrap_or(name);
        let mut kind = entry.file_type().map_err(|e| ReadError::io(Path::new(&path), &e))?;
        if kind.is_symlink() {
            let target = std::fs::canonicalize(entry.path()).map_err(|e| ReadError::io(Path::new(&path), &e))?;
            if !target.starts_with(root) {
                return Err(ReadError::link_outside(&path));
            }
            kind = std::fs::metadata(&target).map_err(|e| ReadError::io(Path::new(&path), &e))?.file_type();
        }
        if kind.is_dir() {
            files_below(root, &path, depth + 1, found)?;
        } else if kind.is_file() {
            found.push(FilePath::project(&path));
        }
    }
    Ok(())
}
