//! From a path as written to a file's content.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use super::error::{NOT_IN_PROJECT, NOT_TEXT, ReadError};
use super::path::join;
use super::{FilePath, MAX_TEXT_BYTES, Origin, World, std_file};

/// A state of a file.
#[derive(Clone, Debug)]
pub enum Version {
    /// Part of the program.
    Embedded,
    /// What an editor has.
    Overlay(Arc<[u8]>),
    /// Its length and when it was written.
    Disk(u64, SystemTime),
}

impl PartialEq for Version {
    fn eq(&self, other: &Version) -> bool {
        match (self, other) {
            (Version::Embedded, Version::Embedded) => true,
            (Version::Overlay(a), Version::Overlay(b)) => Arc::ptr_eq(a, b),
            (Version::Disk(a, at), Version::Disk(b, bt)) => a == b && at == bt,
            _ => false,
        }
    }
}

impl World {
    /// The file that `written` names in a source: relative to the file `from`, with `/`.
    ///
    /// The file exists and lies in the project once symbolic links are followed.
    pub fn resolve(&self, from: &FilePath, written: &str) -> Result<FilePath, ReadError> {
        let relative = self.place(from, written)?;
        if from.origin() == Origin::Std {
            return match std_file(&relative) {
                Some(_) => Ok(FilePath::std(&relative)),
                None => Err(ReadError::missing(written)),
            };
        }
        let path = self.canonical(&relative, written)?;
        if self.is_folder(&path) { Err(ReadError::is_folder(written)) } else { Ok(path) }
    }

    /// The file or folder below the root that `written` names in a source; see [`World::resolve`].
    pub fn resolve_any(&self, from: &FilePath, written: &str) -> Result<FilePath, ReadError> {
        if from.origin() == Origin::Std {
            return self.resolve(from, written);
        }
        let relative = self.place(from, written)?;
        if relative.is_empty() {
            return Err(ReadError::is_folder(written).help("name a file or folder of the project"));
        }
        self.canonical(&relative, written)
    }

    /// The pattern of files that `written` is in a source, relative to the root; what stands in the way to `from` is
    /// no part of the pattern.
    pub fn resolve_pattern(&self, from: &FilePath, written: &str) -> Result<String, ReadError> {
        const SIGNS: [char; 6] = ['*', '?', '[', ']', '{', '}'];
        let plain = written.find(SIGNS).unwrap_or(written.len());
        let (folder, pattern) = match written[..plain].rfind('/') {
            Some(slash) => written.split_at(slash + 1),
            None => ("./", written),
        };
        let place = self.place(from, folder)?;
        if pattern.split('/').any(|segment| segment == "..") {
            return Err(ReadError::missing(written).help("`..` can stand at the beginning of a pattern only"));
        }
        let mut out = String::with_capacity(place.len() + pattern.len() + 1);
        for c in place.chars() {
            match SIGNS.contains(&c) {
                true => out.extend(['[', c, ']']),
                false => out.push(c),
            }
        }
        if !out.is_empty() {
            out.push('/');
        }
        out.push_str(pattern);
        Ok(out)
    }

    /// The normal form of `written` as seen from `from`, refused when it leads above the root.
    pub(super) fn place(&self, from: &FilePath, written: &str) -> Result<String, ReadError> {
        if written.is_empty() {
            return Err(ReadError::missing(written).help("write a path such as `\"./network.bat\"`"));
        }
        if written.contains('\\') {
            return Err(
                ReadError::missing(written).help(format!("write paths with `/`: `\"{}\"`", written.replace('\\', "/")))
            );
        }
        if written.contains('\0') {
            return Err(ReadError::missing(&written.replace('\0', "\\0")));
        }
        let has_drive = written.as_bytes().get(1) == Some(&b':');
        if written.starts_with('/') || has_drive {
            return Err(ReadError::new(NOT_IN_PROJECT, format!("`{written}` is an absolute path"))
                .help("write the path relative to this file, such as `\"./network.bat\"`"));
        }
        join(from.folder(), written).ok_or_else(|| {
            let root = self.root().map(|r| format!(", which is the folder `{}`", r.display())).unwrap_or_default();
            ReadError::outside(written).help(format!(
                "only files in the project can be read{root}; a file `batc.toml` in a folder above makes that the project"
            ))
        })
    }

    fn is_folder(&self, path: &FilePath) -> bool {
        match self.disk(path) {
            _ if self.overlay.contains_key(path.relative()) => false,
            Some(disk) => disk.is_dir(),
            None => true,
        }
    }

    /// The file or folder at `relative` with symbolic links followed, if that stays in the project.
    fn canonical(&self, relative: &str, written: &str) -> Result<FilePath, ReadError> {
        if self.overlay.contains_key(relative) {
            return Ok(FilePath::project(relative));
        }
        let Some(root) = self.root() else {
            let folder = format!("{relative}/");
            let is_folder = relative.is_empty() || self.overlay.keys().any(|k| k.starts_with(&folder));
            return if is_folder { Ok(FilePath::project(relative)) } else { Err(ReadError::missing(written)) };
        };
        let found = std::fs::canonicalize(root.join(relative)).map_err(|e| ReadError::io(Path::new(written), &e))?;
        let inside = found.strip_prefix(root).map_err(|_| ReadError::link_outside(written))?;
        Ok(FilePath::project(&to_slashes(inside)?))
    }

    /// The file that the command line names.
    pub fn input(&self, argument: &Path) -> Result<FilePath, ReadError> {
        let shown = argument.display().to_string();
        let Some(root) = self.root() else {
            let path = self.canonical(&shown, &shown)?;
            return if self.is_folder(&path) { Err(ReadError::is_folder(&shown)) } else { Ok(path) };
        };
        let found = std::fs::canonicalize(argument).map_err(|e| ReadError::io(argument, &e))?;
        let inside = found.strip_prefix(root).map_err(|_| {
            ReadError::new(NOT_IN_PROJECT, format!("`{shown}` is not in the project `{}`", root.display()))
                .help("run `batc` once for each project")
        })?;
        if found.is_dir() {
            return Err(ReadError::is_folder(&shown).help("name a file, such as `envs/prod.bat`"));
        }
        Ok(FilePath::project(&to_slashes(inside)?))
    }

    /// The file of the project at an absolute path, whether or not it has been written yet; in memory, at a relative one.
    pub fn locate(&self, path: &Path) -> Result<FilePath, ReadError> {
        if self.root.is_none() {
            return Ok(FilePath::project(&to_slashes(path)?));
        }
        if path.exists() {
            return self.input(path);
        }
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
            return Err(ReadError::missing(&path.display().to_string()));
        };
        let folder = std::fs::canonicalize(folder).map_err(|e| ReadError::io(path, &e))?;
        match self.root().and_then(|root| folder.strip_prefix(root).ok()) {
            Some(inside) => Ok(FilePath::project(&to_slashes(&inside.join(name))?)),
            None => Err(ReadError::outside(&path.display().to_string())),
        }
    }

    /// The text of a module or of a text that a source asks for.
    pub fn read(&self, path: &FilePath) -> Result<Arc<str>, ReadError> {
        if path.origin() == Origin::Std {
            return std_file(path.relative()).map(Arc::from).ok_or_else(|| ReadError::missing(&path.display()));
        }
        let bytes = self.read_bytes(path)?;
        into_text(bytes, path.relative())
    }

    /// The content of a file, at most [`MAX_TEXT_BYTES`].
    pub fn read_bytes(&self, path: &FilePath) -> Result<Vec<u8>, ReadError> {
        let shown = path.display();
        if let Some(bytes) = std_bytes(path).or_else(|| self.overlay.get(path.relative()).map(|b| &**b)) {
            return match bytes.len() as u64 {
                0..=MAX_TEXT_BYTES => Ok(bytes.to_vec()),
                n => Err(ReadError::too_large(&shown, n, MAX_TEXT_BYTES)),
            };
        }
        let disk = self.disk(path).ok_or_else(|| ReadError::missing(&shown))?;
        let failed = |e| ReadError::io(Path::new(&shown), &e);
        // Opening a pipe would wait for its writer, so the kind is looked at first.
        let meta = std::fs::metadata(&disk).map_err(failed)?;
        if meta.is_dir() {
            return Err(ReadError::is_folder(&shown));
        }
        if !meta.is_file() {
            return Err(ReadError::not_regular(&shown));
        }
        if meta.len() > MAX_TEXT_BYTES {
            return Err(ReadError::too_large(&shown, meta.len(), MAX_TEXT_BYTES));
        }
        let mut bytes = Vec::with_capacity(meta.len() as usize);
        let file = File::open(&disk).map_err(failed)?;
        // The file may have grown since: the limit holds for what is read.
        file.take(MAX_TEXT_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
        match bytes.len() as u64 {
            0..=MAX_TEXT_BYTES => Ok(bytes),
            n => Err(ReadError::too_large(&shown, n, MAX_TEXT_BYTES)),
        }
    }

    /// What tells one state of a file from another, without reading it; none when there is no such file.
    pub fn version(&self, path: &FilePath) -> Option<Version> {
        if path.origin() == Origin::Std {
            return std_file(path.relative()).map(|_| Version::Embedded);
        }
        if let Some(bytes) = self.overlay.get(path.relative()) {
            return Some(Version::Overlay(bytes.clone()));
        }
        let meta = std::fs::metadata(self.disk(path)?).ok()?;
        Some(Version::Disk(meta.len(), meta.modified().ok()?))
    }

    /// Whether a file is on disk, and no text stands in its place.
    pub fn is_on_disk(&self, path: &FilePath) -> bool {
        path.origin() == Origin::Project && self.root().is_some() && !self.overlay.contains_key(path.relative())
    }

    /// Where the file lies on disk; `None` for the standard library and for what is in memory only.
    pub(super) fn disk(&self, path: &FilePath) -> Option<PathBuf> {
        let root = self.root().filter(|_| path.origin() == Origin::Project)?;
        Some(root.join(path.relative()))
    }
}

/// The content of a file of the standard library.
fn std_bytes(path: &FilePath) -> Option<&'static [u8]> {
    let text = if path.origin() == Origin::Std { std_file(path.relative()) } else { None };
    text.map(str::as_bytes)
}

/// A path below the root as a [`FilePath`] holds it.
pub(super) fn to_slashes(path: &Path) -> Result<String, ReadError> {
    let mut text = String::new();
    for part in path.iter() {
        let part = part.to_str().filter(|p| !p.contains('\\')).ok_or_else(|| {
            ReadError::new(NOT_TEXT, format!("the file name `{}` is not plain UTF-8", path.display()))
        })?;
        if !text.is_empty() {
            text.push('/');
        }
        text.push_str(part);
    }
    Ok(text)
}

/// The text of a file: UTF-8 without NUL; a byte order mark at its beginning is dropped.
fn into_text(bytes: Vec<u8>, shown: &str) -> Result<Arc<str>, ReadError> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(ReadError::new(NOT_TEXT, format!("`{shown}` is UTF-16, and UTF-8 is needed"))
            .help("save the file as UTF-8"));
    }
    let text = String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        let (line, column) = place(&e.as_bytes()[..at]);
        let byte = e.as_bytes()[at];
        ReadError::new(
            NOT_TEXT,
            format!("`{shown}` is not UTF-8: byte {at} is 0x{byte:02x}, at line {line}, column {column}"),
        )
        .help("save the file as UTF-8")
    })?;
    if let Some(at) = text.bytes().position(|b| b == 0) {
        let (line, column) = place(&text.as_bytes()[..at]);
        return Err(ReadError::new(
            NOT_TEXT,
            format!("`{shown}` is not text: byte {at} is NUL, at line {line}, column {column}"),
        ));
    }
    match text.strip_prefix('\u{feff}') {
        Some(rest) => Ok(Arc::from(rest)),
        None => Ok(Arc::from(text)),
    }
}

/// The line and column, from 1, just after `before`.
fn place(before: &[u8]) -> (usize, usize) {
    let line = before.iter().filter(|b| **b == b'\n').count() + 1;
    let start = before.iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
    let column = String::from_utf8_lossy(&before[start..]).chars().count() + 1;
    (line, column)
}
