//! A single file gets a new content.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;

use super::WriteError;

/// Replaces the content of the file at `path`, which is there, in one step: whoever reads it, and whatever happens
/// meanwhile, finds the old content or the new one. Its permissions stay; a file that may not be written is not.
pub fn replace_file(path: &Path, content: &[u8]) -> Result<(), WriteError> {
    let failed = |error: std::io::Error| WriteError::io(path, &error);
    // Renaming over a file asks for no right to write it.
    let permissions =
        OpenOptions::new().write(true).open(path).and_then(|file| file.metadata()).map_err(failed)?.permissions();
    if permissions.readonly() {
        return Err(failed(std::io::ErrorKind::PermissionDenied.into()));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".batc-").tempfile_in(folder).map_err(failed)?;
    file.write_all(content).map_err(failed)?;
    fs::set_permissions(file.path(), permissions).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_is_new_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.bat");
        fs::write(&path, "old").unwrap();
        replace_file(&path, b"new").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_stay() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.bat");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        replace_file(&path, b"new").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).unwrap();
        let error = replace_file(&path, b"newer").unwrap_err();
        assert!(error.message.contains("cannot be written: permission denied"), "{}", error.message);
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    }
}
