//! Which files of a project import which, so that an edit is checked in all files that it can break.

use std::collections::{BTreeMap, BTreeSet};

use super::library::{Library, imported};
use crate::ast::File;
use crate::world::{FilePath, Version, World};

/// The imports of all `.bat` files of a project.
#[derive(Debug, Default)]
pub struct Graph {
    files: BTreeMap<FilePath, Entry>,
}

#[derive(Debug)]
struct Entry {
    /// Of the file that was read; none for an open text, whose tree was given.
    version: Option<Version>,
    /// The paths as they are written.
    written: Vec<String>,
    /// The files that they lead to.
    imports: Vec<FilePath>,
}

impl Graph {
    /// Looks at all files of the project again; those that have not changed are not read. Open texts are kept.
    pub fn refresh(&mut self, world: &World, library: &Library, is_open: impl Fn(&FilePath) -> bool) {
        let found: BTreeSet<FilePath> = world.modules().into_iter().collect();
        self.files.retain(|path, _| found.contains(path) || is_open(path));
        library.retain(|path| found.contains(path) || is_open(path));
        for path in found {
            if is_open(&path) {
                continue;
            }
            let version = world.version(&path);
            match self.files.get_mut(&path) {
                Some(entry) if entry.version.is_some() && entry.version == version => {
                    // A file that was missing may be there now.
                    entry.imports = resolved(world, &path, &entry.written);
                }
                _ => {
                    // Most of a large workspace need not be parsed for this.
                    let Ok(text) = world.read(&path) else { continue };
                    let imports = if text.contains("use") { library.file(world, &path) } else { None };
                    let written = imports.map_or_else(Vec::new, |read| read.imports.clone());
                    let imports = resolved(world, &path, &written);
                    self.files.insert(path, Entry { version, written, imports });
                }
            }
        }
    }

    /// Takes the imports of an open text. Returns whether they are others than before.
    pub fn set(&mut self, world: &World, path: &FilePath, tree: &File) -> bool {
        let written = imported(tree);
        let before = self.files.get(path);
        if before.is_some_and(|entry| entry.version.is_none() && entry.written == written) {
            return false;
        }
        let imports = resolved(world, path, &written);
        let changed = before.is_none_or(|entry| entry.imports != imports);
        self.files.insert(path.clone(), Entry { version: None, written, imports });
        changed
    }

    /// These files and all that reach one of them through imports, sorted by path.
    pub fn reaching(&self, files: impl IntoIterator<Item = FilePath>) -> Vec<FilePath> {
        let mut importers: BTreeMap<&FilePath, Vec<&FilePath>> = BTreeMap::new();
        for (path, entry) in &self.files {
            entry.imports.iter().for_each(|import| importers.entry(import).or_default().push(path));
        }
        let mut found: BTreeSet<FilePath> = BTreeSet::new();
        let mut open: Vec<FilePath> = files.into_iter().collect();
        while let Some(path) = open.pop() {
            if found.insert(path.clone()) {
                open.extend(importers.get(&path).into_iter().flatten().map(|p| (*p).clone()));
            }
        }
        found.into_iter().collect()
    }

    /// The files that a file can import: all but itself and those that reach it.
    pub fn importable(&self, from: &FilePath) -> Vec<FilePath> {
        let reaching = self.reaching([from.clone()]);
        self.files.keys().filter(|path| reaching.binary_search(path).is_err()).cloned().collect()
    }

    /// All files.
    pub fn files(&self) -> impl Iterator<Item = &FilePath> {
        self.files.keys()
    }
}

fn resolved(world: &World, from: &FilePath, written: &[String]) -> Vec<FilePath> {
    written.iter().filter_map(|path| world.resolve(from, path).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_reach_a_file_are_found() {
        let world = World::in_memory([
            ("a.bat", "let a = 1\n"),
            ("b.bat", "use \"./a.bat\".{a}\nlet b = a\n"),
            ("envs/c.bat", "use \"../b.bat\".{b}\nlet c = b\n"),
            ("d.bat", "let d = 1\n"),
        ]);
        let mut graph = Graph::default();
        graph.refresh(&world, &Library::default(), |_| false);
        let a = world.input("a.bat".as_ref()).unwrap();
        let found: Vec<String> = graph.reaching([a]).iter().map(FilePath::display).collect();
        assert_eq!(found, ["a.bat", "b.bat", "envs/c.bat"]);
    }
}
