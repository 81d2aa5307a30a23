//! Files and folders that a deployment uploads, named by the hash of their content.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::{FilePath, Origin, ReadError, Version, World, std_file};

/// Whether an asset is uploaded as it is, or packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssetKind {
    /// One file, uploaded as it stands.
    File,
    /// A folder, packed into a zip archive by whoever uploads it.
    Folder,
}

/// A file or folder to upload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// The SHA-256 of the content in hexadecimal, for a folder over its sorted paths and contents.
    pub hash: String,
    /// A file or a folder.
    pub kind: AssetKind,
    /// The file's extension with its dot, or empty; a folder's is `.zip`.
    pub extension: String,
    /// The files, each with the path that it has inside the asset.
    pub(super) files: Vec<(String, FilePath)>,
}

impl Asset {
    /// The name that the asset is uploaded under.
    pub fn object_key(&self) -> String {
        format!("{}{}", self.hash, self.extension)
    }
}

impl World {
    /// The file or folder that `written` names in a source, hashed.
    pub fn asset(&self, from: &FilePath, written: &str) -> Result<Asset, ReadError> {
        let place = self.place(from, written)?;
        if self.is_asset_folder(from, &place) {
            return self.folder_asset(from, written, &place);
        }
        let path = self.resolve(from, written)?;
        let mut hasher = Sha256::new();
        self.copy(&path, &mut HashWriter(&mut hasher)).map_err(|e| ReadError::io(Path::new(written), &e))?;
        let name = path.relative().rsplit('/').next().unwrap_or_default().to_owned();
        let extension = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map(|(_, e)| format!(".{e}"));
        Ok(Asset {
            hash: hex(&hasher.finalize()),
            kind: AssetKind::File,
            extension: extension.unwrap_or_default(),
            files: vec![(name, path)],
        })
    }

    /// What tells one state of an asset from another, without reading it: its files, each with whether it can be executed.
    pub(crate) fn asset_files(
        &self,
        from: &FilePath,
        written: &str,
    ) -> Result<Vec<(FilePath, Option<Version>, bool)>, ReadError> {
        let place = self.place(from, written)?;
        let paths = match self.is_asset_folder(from, &place) {
            true => self.files_below(from, written)?,
            false => vec![self.resolve(from, written)?],
        };
        let state = |path: FilePath| {
            let (version, is_executable) = (self.version(&path), self.is_executable(&path));
            (path, version, is_executable)
        };
        Ok(paths.into_iter().map(state).collect())
    }

    fn is_asset_folder(&self, from: &FilePath, place: &str) -> bool {
        let is_folder = match self.root() {
            Some(root) => root.join(place).is_dir(),
            None => self.overlay.keys().any(|k| k.strip_prefix(place).is_some_and(|rest| rest.starts_with('/'))),
        };
        is_folder && from.origin() == Origin::Project
    }

    fn folder_asset(&self, from: &FilePath, written: &str, place: &str) -> Result<Asset, ReadError> {
        let paths = self.files_below(from, written)?;
        let mut hasher = Sha256::new();
        let mut files = Vec::with_capacity(paths.len());
        for path in paths {
            let inside = path.relative().strip_prefix(place).unwrap_or(path.relative());
            let inside = inside.trim_start_matches('/').to_owned();
            let mut content = Sha256::new();
            self.copy(&path, &mut HashWriter(&mut content))
                .map_err(|e| ReadError::io(Path::new(path.relative()), &e))?;
            // The path's end is marked and the content's hash has a fixed length, so two folders never look the same.
            hasher.update(inside.as_bytes());
            hasher.update([0, u8::from(self.is_executable(&path))]);
            hasher.update(content.finalize());
            files.push((inside, path));
        }
        Ok(Asset { hash: hex(&hasher.finalize()), kind: AssetKind::Folder, extension: ".zip".to_owned(), files })
    }

    /// Writes the asset to `target`: a file, or a folder that is made.
    pub fn copy_asset(&self, asset: &Asset, target: &Path) -> io::Result<()> {
        for (inside, path) in &asset.files {
            let file = match asset.kind {
                AssetKind::File => target.to_owned(),
                AssetKind::Folder => target.join(inside),
            };
            if let Some(folder) = file.parent() {
                std::fs::create_dir_all(folder)?;
            }
            let mut writer = File::create(&file)?;
            self.copy(path, &mut writer)?;
            if let Some(from) = self.disk(path) {
                std::fs::set_permissions(&file, std::fs::metadata(from)?.permissions())?;
            }
        }
        Ok(())
    }

    /// Streams a file's content, whatever its size.
    fn copy(&self, path: &FilePath, to: &mut dyn Write) -> io::Result<()> {
        if path.origin() == Origin::Std {
            return to.write_all(std_file(path.relative()).unwrap_or_default().as_bytes());
        }
        if let Some(bytes) = self.overlay.get(path.relative()) {
            return to.write_all(bytes);
        }
        let disk = self.disk(path).ok_or(io::ErrorKind::NotFound)?;
        if !std::fs::metadata(&disk)?.is_file() {
            return Err(io::Error::other("not a regular file"));
        }
        let mut file = File::open(disk)?;
        let mut buffer = vec![0; 64 * 1024];
        loop {
            match file.read(&mut buffer)? {
                0 => return Ok(()),
                n => to.write_all(&buffer[..n])?,
            }
        }
    }

    #[cfg(unix)]
    fn is_executable(&self, path: &FilePath) -> bool {
        use std::os::unix::fs::PermissionsExt as _;
        let meta = self.disk(path).and_then(|disk| std::fs::metadata(disk).ok());
        meta.is_some_and(|m| m.permissions().mode() & 0o111 != 0)
    }

    #[cfg(not(unix))]
    fn is_executable(&self, _: &FilePath) -> bool {
        false
    }
}

/// Feeds a hash with what is written.
struct HashWriter<'a>(&'a mut Sha256);

impl Write for HashWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Bytes in lower-case hexadecimal.
fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
