//! The standard library as files, since every editor can open those: copies in the user's cache, which cannot be written.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::world::{error_page, std_file, std_modules};

/// The copies.
pub struct Library {
    folder: Option<PathBuf>,
}

impl Library {
    /// The copies of this version's library. Nothing is written yet.
    pub fn new() -> Library {
        let mut hash = Sha256::new();
        for module in std_modules() {
            hash.update(module);
            hash.update(std_file(&format!("{module}.bat")).unwrap_or_default());
        }
        let digest = hash.finalize();
        let short: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        let name = format!("std-{}-{short}", env!("CARGO_PKG_VERSION"));
        let folder = dirs::cache_dir().map(|cache| cache.join("batc").join(name));
        // Clients name files by their real paths.
        let folder = folder.map(|folder| fs::canonicalize(&folder).unwrap_or(folder));
        Library { folder }
    }

    /// The copy of a file of the library, written when it is not there.
    pub fn copy(&self, relative: &str) -> Option<PathBuf> {
        let text = std_file(relative)?;
        let path = self.folder.as_ref()?.join(relative);
        if fs::read(&path).is_ok_and(|found| found == text.as_bytes()) {
            return Some(path);
        }
        write(&path, text).ok()?;
        Some(path)
    }

    /// A file with the page of a code.
    pub fn page(&self, code: &str) -> Option<PathBuf> {
        let text = error_page(code)?;
        let path = self.folder.as_ref()?.join("errors").join(format!("{code}.md"));
        if !fs::read(&path).is_ok_and(|found| found == text.as_bytes()) {
            write(&path, text).ok()?;
        }
        Some(path)
    }

    /// The file of the library that a path is the copy of.
    pub fn original(&self, path: &Path) -> Option<String> {
        let folder = self.folder.as_ref()?;
        let relative = match path.strip_prefix(folder) {
            Ok(relative) => relative.to_owned(),
            Err(_) => fs::canonicalize(path).ok()?.strip_prefix(fs::canonicalize(folder).ok()?).ok()?.to_owned(),
        };
        let relative = relative.to_str()?.replace('\\', "/");
        std_file(&relative).map(|_| relative)
    }
}

/// Writes a copy beside its place and moves it there, so that nobody sees half of it.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    io::Write::write_all(&mut file, text.as_bytes())?;
    let mut permissions = file.as_file().metadata()?.permissions();
    readonly(&mut permissions);
    file.as_file().set_permissions(permissions)?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(unix)]
fn readonly(permissions: &mut fs::Permissions) {
    use std::os::unix::fs::PermissionsExt as _;
    permissions.set_mode(0o444);
}

#[cfg(not(unix))]
fn readonly(permissions: &mut fs::Permissions) {
    permissions.set_readonly(true);
}
