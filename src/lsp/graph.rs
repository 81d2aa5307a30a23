//! Which files of a project import which, so that an edit is checked in all files that it can break.

use std::collections::{BTreeMap, BTreeSet};

use crate::ast::{File, Item, UseSource};
use crate::diagnostics::Diagnostics;
use crate::parse::parse_file;
use crate::source::SourceMap;
use crate::world::{FilePath, Version, World};

/// The imports of all `.bat` files of a project.
#[derive(Debug, Default)]
pub struct Graph {
    files: BTreeMap<FilePath, Entry>,
}

#[derive(Debug)]
struct Entry {
    /// Of the file on disk that was read; none for an open text.
    version: Option<Version>,
    /// The paths as they are written.
    written: Vec<String>,
    /// The files that they lead to.
    imports: Vec<FilePath>,
}

impl Graph {
    /// Looks at all files of the project again; those that have not changed are not read. Open texts are kept.
    pub fn refresh(&mut self, world: &World, is_open: impl Fn(&FilePath) -> bool) {
        let found: BTreeSet<FilePath> = world.modules().into_iter().collect();
        self.files.retain(|path, _| found.contains(path) || is_open(path));
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
                    let Ok(text) = world.read(&path) else { continue };
                    let written = written(&text);
                    let imports = resolved(world, &path, &written);
                    self.files.insert(path, Entry { version, written, imports });
                }
            }
        }
    }

    /// Takes the imports of an open text. Returns whether they are others than before.
    pub fn set(&mut self, world: &World, path: &FilePath, tree: &File) -> bool {
        let written = written_in(tree);
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

    /// All files.
    pub fn files(&self) -> impl Iterator<Item = &FilePath> {
        self.files.keys()
    }
}

fn written(text: &str) -> Vec<String> {
    if !text.contains("use") {
        return Vec::new();
    }
    let mut sources = SourceMap::new();
    let file = sources.add_file("", text);
    written_in(&parse_file(&mut sources, file, &mut Diagnostics::new()))
}

fn written_in(tree: &File) -> Vec<String> {
    let path = |item: &Item| match item {
        Item::Use(import) => match &import.source {
            UseSource::File { path, .. } => Some(path.to_string()),
            _ => None,
        },
        _ => None,
    };
    tree.items.iter().filter_map(|item| path(item)).collect()
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
        graph.refresh(&world, |_| false);
        let a = world.input("a.bat".as_ref()).unwrap();
        let found: Vec<String> = graph.reaching([a]).iter().map(FilePath::display).collect();
        assert_eq!(found, ["a.bat", "b.bat", "envs/c.bat"]);
    }
}
