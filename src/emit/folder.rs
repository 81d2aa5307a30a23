//! Replacing a folder as a whole.
//!
//! A folder is written beside its final place and then takes that place in one step. Where the system can exchange
//! two paths, there is no moment without a complete folder, and two builds at once leave the one or the other.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::Serialize;
use tempfile::TempDir;

use super::WriteError;
use super::manifest;

/// The end of an unfinished folder's name.
const UNFINISHED: &str = ".tmp";
/// An unfinished folder of this age is what a killed build left.
const ABANDONED: Duration = Duration::from_secs(3600);

/// A folder that is being written, beside the place where it will be; it vanishes unless it is put in place.
pub(super) struct Staged {
    pub target: PathBuf,
    folder: TempDir,
}

impl Staged {
    /// Begins the folder `name` in `out`, which is made if need be. A folder that is there is replaced when it
    /// `is_ours`.
    pub fn new(out: &Path, name: &str, is_ours: fn(&Path) -> bool) -> Result<Staged, WriteError> {
        fs::create_dir_all(out).map_err(|e| WriteError::io(out, &e))?;
        let target = out.join(name);
        if !may_replace(&target, is_ours) {
            return Err(WriteError::not_ours(&target));
        }
        let prefix = format!(".{name}.");
        sweep(out, &prefix);
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(UNFINISHED);
        // By itself the package makes a folder that nobody else may read.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
        let folder = builder.tempdir_in(out).map_err(|e| WriteError::io(out, &e))?;
        Ok(Staged { target, folder })
    }

    /// Where to write.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes the file `name`.
    pub fn put(&self, name: &str, bytes: &[u8]) -> Result<(), WriteError> {
        let path = self.path().join(name);
        if name.contains('/')
            && let Some(folder) = path.parent()
        {
            fs::create_dir_all(folder).map_err(|e| self.failed(name, &e))?;
        }
        let mut file = fs::File::create(path).map_err(|e| self.failed(name, &e))?;
        file.write_all(bytes).map_err(|e| self.failed(name, &e))
    }

    /// Writes the file `name` as JSON.
    pub fn put_json(&self, name: &str, value: &impl Serialize) -> Result<(), WriteError> {
        let mut bytes = serde_json::to_vec_pretty(value).map_err(|e| self.failed(name, &e.into()))?;
        bytes.push(b'\n');
        self.put(name, &bytes)
    }

    /// The file `name` could not be written; it is told by the path that it would have had.
    pub fn failed(&self, name: &str, error: &io::Error) -> WriteError {
        WriteError::io(&self.target.join(name), error)
    }

    /// Puts the folder in its place; what was there vanishes.
    pub fn commit(self) -> Result<(), WriteError> {
        let new = self.folder.path();
        let mut result = Err(io::ErrorKind::AlreadyExists.into());
        // Another build may put its folder there, or take it away, between two steps.
        for _ in 0..16 {
            result = match fs::symlink_metadata(&self.target) {
                Ok(_) => exchange(new, &self.target),
                Err(_) => fs::rename(new, &self.target),
            };
            match &result {
                Err(e) if is_passing(e) => {}
                _ => break,
            }
        }
        result.map_err(|e| WriteError::io(&self.target, &e))
        // What lies at the temporary path now, if anything, is what was replaced; dropping removes it.
    }
}

/// Whether another build's step explains the failure.
fn is_passing(error: &io::Error) -> bool {
    use io::ErrorKind::{AlreadyExists, DirectoryNotEmpty, NotFound};
    matches!(error.kind(), AlreadyExists | DirectoryNotEmpty | NotFound)
}

/// Whether `target` is free, empty, or a former output.
fn may_replace(target: &Path, is_ours: fn(&Path) -> bool) -> bool {
    let Ok(mut entries) = fs::read_dir(target) else {
        return fs::symlink_metadata(target).is_err();
    };
    entries.next().is_none() || is_ours(target)
}

/// Whether the folder is a build's output.
pub(super) fn is_assembly(folder: &Path) -> bool {
    fs::read(folder.join("manifest.json")).is_ok_and(|text| manifest::is_ours(&text))
}

/// Removes what builds that were killed left behind.
fn sweep(out: &Path, prefix: &str) {
    let Ok(entries) = fs::read_dir(out) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        let age = entry.metadata().and_then(|m| m.modified()).map(|at| SystemTime::now().duration_since(at));
        let abandoned = matches!(age, Ok(Ok(age)) if age > ABANDONED);
        if abandoned && name.starts_with(prefix) && name.ends_with(UNFINISHED) {
            // Somebody else may be doing the same; what stays is swept next time.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Exchanges two folders in one step.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn exchange(new: &Path, old: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE) {
        // The file system cannot.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => replace(new, old),
        result => Ok(result?),
    }
}

/// Exchanges two folders.
#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn exchange(new: &Path, old: &Path) -> io::Result<()> {
    replace(new, old)
}

/// Replaces `old` by `new` in two steps, taking the first back when the second fails.
fn replace(new: &Path, old: &Path) -> io::Result<()> {
    let aside = new.with_extension("old");
    fs::rename(old, &aside)?;
    if let Err(error) = fs::rename(new, old) {
        // Only when this fails too is there no folder; the message names the place.
        fs::rename(&aside, old)?;
        return Err(error);
    }
    // A leftover does no harm, and a failure here is no failure of the build.
    let _ = fs::remove_dir_all(&aside);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_step_way_replaces_too() {
        let out = tempfile::tempdir().unwrap();
        let (new, old) = (out.path().join(".x.tmp"), out.path().join("x"));
        for (folder, text) in [(&new, "new"), (&old, "old")] {
            fs::create_dir(folder).unwrap();
            fs::write(folder.join("a"), text).unwrap();
        }
        replace(&new, &old).unwrap();
        assert_eq!(fs::read_to_string(old.join("a")).unwrap(), "new");
        assert_eq!(fs::read_dir(out.path()).unwrap().count(), 1);
    }
}
