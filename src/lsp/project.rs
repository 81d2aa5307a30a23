//! A project that files are open in: its texts, and what checking found in them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use super::graph::Graph;
use super::report::{Place, Placed, placed};
use crate::ast::File;
use crate::diagnostics::Severity;
use crate::driver;
use crate::ide::{Completer, Completions};
use crate::world::{FilePath, World};

/// A project.
pub struct Project {
    world: World,
    open: BTreeMap<FilePath, Arc<str>>,
    graph: Graph,
    is_stale: bool,
    checked: Rc<Checked>,
    completer: RefCell<Completer>,
}

/// What checking found.
#[derive(Debug, Default)]
pub struct Checked {
    /// The files that were checked.
    pub inputs: Vec<FilePath>,
    /// All mistakes and warnings that have a place.
    pub diagnostics: Vec<Placed>,
    /// The texts in which they were found, by the path that diagnostics show.
    pub texts: BTreeMap<String, Arc<str>>,
}

/// What a thread needs to compile a project by itself.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The project with the open texts.
    pub world: World,
    /// The files to start from.
    pub inputs: Vec<FilePath>,
}

impl Project {
    /// The project in a folder.
    pub fn at(root: &Path) -> Option<Project> {
        World::at(root).ok().map(Project::of)
    }

    /// A project of one text that is no file.
    pub fn in_memory() -> Project {
        Project::of(World::in_memory::<String, &str>([]))
    }

    fn of(world: World) -> Project {
        Project {
            world,
            open: BTreeMap::new(),
            graph: Graph::default(),
            is_stale: true,
            checked: Rc::new(Checked::default()),
            completer: RefCell::default(),
        }
    }

    /// The project's files.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// The folder; `None` for a text that is no file.
    pub fn root(&self) -> Option<PathBuf> {
        self.world.root().map(Path::to_owned)
    }

    /// The files that are open.
    pub fn open_files(&self) -> impl Iterator<Item = &FilePath> {
        self.open.keys()
    }

    /// All `.bat` files that are known.
    pub fn files(&self) -> impl Iterator<Item = &FilePath> {
        self.graph.files()
    }

    /// Puts an open text in the place of a file.
    pub fn set(&mut self, path: &FilePath, text: &Arc<str>, tree: &File) {
        self.world.overlay(path, text);
        self.graph.set(&self.world, path, tree);
        self.open.insert(path.clone(), text.clone());
        self.is_stale = true;
    }

    /// Forgets an open text, so that the file on disk counts again.
    pub fn close(&mut self, path: &FilePath) {
        self.world.without_overlay(path);
        self.open.remove(path);
        self.refresh();
    }

    /// Looks at the folder again: files may have come, gone or changed.
    pub fn refresh(&mut self) {
        let Project { world, open, graph, .. } = self;
        graph.refresh(world, |path| open.contains_key(path));
        self.is_stale = true;
    }

    /// Whether something changed since the last check.
    pub fn is_stale(&self) -> bool {
        self.is_stale
    }

    /// What can be written at a byte offset of a file.
    pub fn complete(&self, path: &FilePath, at: usize) -> Completions {
        // If it panics, the next request begins anew.
        let mut completer = self.completer.take();
        let found = completer.complete(&self.world, std::slice::from_ref(path), path, at);
        self.completer.replace(completer);
        found
    }

    /// What the last check found.
    pub fn checked(&self) -> Rc<Checked> {
        self.checked.clone()
    }

    /// The open files, and those that reach one of them through imports.
    fn inputs(&self) -> Vec<FilePath> {
        self.graph.reaching(self.open.keys().cloned())
    }

    /// What another thread needs to compile what was checked.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot { world: self.world.clone(), inputs: self.checked.inputs.clone() }
    }

    /// Checks the open files and those that reach them, unless nothing changed.
    pub fn check(&mut self) -> Rc<Checked> {
        if !self.is_stale {
            return self.checked.clone();
        }
        // When checking panics, it is not tried again before something changes.
        self.is_stale = false;
        let mut checked = Checked::default();
        // What cannot be read has no place in a text: it is told at the file's beginning, and the others are checked.
        for path in self.inputs() {
            match self.world.read(&path) {
                Ok(_) => checked.inputs.push(path),
                Err(error) if self.open.contains_key(&path) => checked.diagnostics.push(Placed {
                    place: Place { path: path.display(), range: 0..0, text: String::new() },
                    related: Vec::new(),
                    code: error.code.id,
                    page: error.code.url(),
                    severity: Severity::Error,
                    message: error.message.clone(),
                    detail: None,
                    help: error.help.clone(),
                    environment: None,
                    fixes: Vec::new(),
                }),
                Err(_) => {}
            }
        }
        let outcome = driver::check(&self.world, &checked.inputs);
        let sources = outcome.sources;
        let list = outcome.diagnostics.into_sorted(&sources);
        checked.diagnostics.extend(placed(&sources, &list));
        checked.texts = sources.files().map(|(_, file)| (file.path.clone(), file.text.clone())).collect();
        self.checked = Rc::new(checked);
        self.checked.clone()
    }
}
