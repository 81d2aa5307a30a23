//! Addresses of files.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;
use url::Url;

/// The file that an address names, if it names one.
pub fn to_path(uri: &Uri) -> Option<PathBuf> {
    let url = Url::parse(&uri.0).ok()?;
    if url.scheme() != "file" {
        return None;
    }
    url.to_file_path().ok()
}

/// The address of a file, whose path is absolute.
pub fn of_path(path: &Path) -> Option<Uri> {
    Url::from_file_path(path).ok().map(|url| Uri(url.to_string()))
}

/// Whether two addresses name the same file: clients escape some characters, and others do not.
pub fn key(uri: &Uri) -> String {
    match to_path(uri) {
        Some(path) => path.to_string_lossy().into_owned(),
        None => uri.0.clone(),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_files() {
        for (uri, path) in [
            ("file:///a/b%20c/d.bat", "/a/b c/d.bat"),
            ("file:///a/%C3%A4.bat", "/a/ä.bat"),
            ("file:///a/ä.bat", "/a/ä.bat"),
        ] {
            assert_eq!(to_path(&Uri(uri.to_owned())), Some(PathBuf::from(path)));
        }
        assert_eq!(of_path(Path::new("/a/b c.bat")), Some(Uri("file:///a/b%20c.bat".to_owned())));
        for uri in ["untitled:Untitled-1", "http://x/y.bat", "", "file", "file://host/share"] {
            assert_eq!(to_path(&Uri(uri.to_owned())), None, "{uri}");
        }
        assert_eq!(key(&Uri("file:///a/%62.bat".to_owned())), key(&Uri("file:///a/b.bat".to_owned())));
    }
}
