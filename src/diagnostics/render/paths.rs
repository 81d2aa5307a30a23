//! Paths as the reader's working folder sees them.

use std::path::Path;

/// How to write a path that is relative to the project's root: relative to the working folder where that is possible,
/// so that editors and terminals can open it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PathBase {
    /// The working folder below the root, segment by segment.
    below: Vec<String>,
    /// What leads from the working folder to the root when that is not above it.
    prefix: String,
}

impl PathBase {
    /// Paths for a reader in the folder `working` of a project in `root`; both with symbolic links followed.
    pub fn new(root: &Path, working: &Path) -> PathBase {
        let segments = |path: &Path| path.iter().map(|s| s.to_string_lossy().into_owned()).collect::<Vec<_>>();
        if let Ok(below) = working.strip_prefix(root) {
            return PathBase { below: segments(below), prefix: String::new() };
        }
        let prefix = match root.strip_prefix(working) {
            Ok(inside) => segments(inside).join("/"),
            Err(_) => root.to_string_lossy().trim_end_matches('/').to_owned(),
        };
        PathBase { below: Vec::new(), prefix: prefix + "/" }
    }

    /// The path to show. The standard library's files have no place on disk and stay as they are.
    pub fn show(&self, path: &str) -> String {
        let is_std = path.strip_prefix("std/").is_some_and(|rest| crate::world::std_file(rest).is_some());
        if is_std || (self.below.is_empty() && self.prefix.is_empty()) {
            return path.to_owned();
        }
        let mut rest = path;
        let mut common = 0;
        while let Some((first, after)) = rest.split_once('/') {
            if self.below.get(common).is_none_or(|b| b != first) {
                break;
            }
            rest = after;
            common += 1;
        }
        format!("{}{}{rest}", self.prefix, "../".repeat(self.below.len() - common))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_seen_from_the_working_folder() {
        let show = |working: &str, path: &str| PathBase::new(Path::new("/p/app"), Path::new(working)).show(path);
        assert_eq!(show("/p/app", "envs/prod.bat"), "envs/prod.bat");
        assert_eq!(show("/p/app/envs", "envs/prod.bat"), "prod.bat");
        assert_eq!(show("/p/app/envs", "app.bat"), "../app.bat");
        assert_eq!(show("/p/app/a/b", "a/c/x.bat"), "../c/x.bat");
        assert_eq!(show("/p", "envs/prod.bat"), "app/envs/prod.bat");
        assert_eq!(show("/q", "envs/prod.bat"), "/p/app/envs/prod.bat");
    }
}
