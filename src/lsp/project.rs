//! A project that files are open in: its texts, and what checking found in them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use super::report::{Place, Placed, placed};
use crate::check::{Facts, Wanted};
use crate::diagnostics::{Diagnostics, Severity};
use crate::driver::{Analysis, Session};
use crate::hir::Program;
use crate::ide::navigate::{self, Looked, Reach};
use crate::ide::rename::{self, Edit};
use crate::ide::{self, Completions, Graph, Library, Read};
use crate::resolve::{Module, Modules};
use crate::source::SourceMap;
use crate::world::{FilePath, World};

/// A project.
pub struct Project {
    session: Session,
    /// Whether the session was left in the middle of a check, by a panic.
    is_broken: bool,
    open: BTreeMap<FilePath, Arc<str>>,
    graph: Graph,
    is_stale: bool,
    checked: Rc<Checked>,
    library: Library,
}

/// What checking found. Its spans belong to the project's sources as long as it is not checked again.
#[derive(Debug, Default)]
pub struct Checked {
    /// The files that were checked.
    pub inputs: Vec<FilePath>,
    /// All mistakes and warnings that have a place.
    pub diagnostics: Vec<Placed>,
    /// The files with their trees and names.
    pub modules: Modules,
    /// The checked program.
    pub program: Program,
    /// What was wanted to be known of places.
    pub facts: Facts,
}

impl Checked {
    /// The module of a file, if it was read.
    pub fn module(&self, path: &FilePath) -> Option<&Module> {
        self.modules.iter().map(|(_, module)| module).find(|module| module.path == *path)
    }
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
            session: Session::new(world),
            is_broken: false,
            open: BTreeMap::new(),
            graph: Graph::default(),
            is_stale: true,
            checked: Rc::new(Checked::default()),
            library: Library::default(),
        }
    }

    /// The project's files.
    pub fn world(&self) -> &World {
        self.session.world()
    }

    /// The folder; `None` for a text that is no file.
    pub fn root(&self) -> Option<PathBuf> {
        self.world().root().map(Path::to_owned)
    }

    /// The texts as they were checked last, and the places of all spans.
    pub fn sources(&self) -> &SourceMap {
        self.session.sources()
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
    pub fn set(&mut self, path: &FilePath, text: &Arc<str>) {
        self.session.world_mut().overlay(path, text);
        self.open.insert(path.clone(), text.clone());
        self.is_stale = true;
    }

    /// Forgets an open text, so that the file on disk counts again.
    pub fn close(&mut self, path: &FilePath) {
        self.session.world_mut().without_overlay(path);
        self.open.remove(path);
        self.refresh();
    }

    /// Looks at the folder again: files may have come, gone or changed.
    pub fn refresh(&mut self) {
        let Project { session, open, graph, library, .. } = self;
        graph.refresh(session.world(), library, |path| open.contains_key(path));
        self.is_stale = true;
    }

    /// Looks at a byte offset of a file; see [`navigate::look`].
    pub fn look(&mut self, path: &FilePath, at: usize, reach: Reach) -> Option<Looked> {
        if reach != Reach::Names {
            self.repair();
            return navigate::look(&mut self.session, &self.checked.inputs, path, at, reach);
        }
        // Only files that reach the declaration can name it; what they import is known after a check.
        let inputs = self.check().inputs.clone();
        self.repair();
        let place = navigate::look(&mut self.session, &inputs, path, at, Reach::Place)?;
        let inputs = match navigate::declared_in(&place.scene()?, at) {
            Some(files) => self.graph.reaching(files),
            None => self.files().cloned().collect(),
        };
        navigate::look(&mut self.session, &inputs, path, at, reach)
    }

    /// Whether what was looked at can be renamed so; see [`rename::verify`].
    pub fn verify(&mut self, looked: &Looked, edits: &[Edit], new: &str) -> Result<(), String> {
        rename::verify(&mut self.session, looked, edits, new)
    }

    /// What can be written at a byte offset of a file.
    pub fn complete(&mut self, path: &FilePath, at: usize) -> Completions {
        self.repair();
        let files = self.graph.importable(path);
        ide::complete(&mut self.session, &self.library, (&self.checked.inputs, &files), path, at)
    }

    /// What a `use` of a file can name to import a declaration of this name.
    pub fn sources_of(&self, here: &FilePath, name: &str) -> Vec<String> {
        self.library.sources_of(self.world(), &self.graph.importable(here), here, name)
    }

    /// What a file says by itself.
    pub fn read(&self, path: &FilePath) -> Option<Rc<Read>> {
        self.library.file(self.world(), path)
    }

    /// What the last check found.
    pub fn checked(&self) -> Rc<Checked> {
        self.checked.clone()
    }

    /// What another thread needs to compile what was checked.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot { world: self.world().clone(), inputs: self.checked.inputs.clone() }
    }

    /// Checks the open files and those that reach them, unless nothing changed.
    pub fn check(&mut self) -> Rc<Checked> {
        if self.is_stale {
            // When checking panics, it is not tried again before something changes.
            self.is_stale = false;
            self.run(Wanted::Nothing);
        }
        self.checked.clone()
    }

    /// What checking finds, with facts of some places.
    pub fn check_for(&mut self, wanted: Wanted) -> Rc<Checked> {
        self.is_stale = false;
        self.run(wanted);
        self.checked.clone()
    }

    fn run(&mut self, wanted: Wanted) {
        self.repair();
        self.is_broken = true;
        let (mut inputs, mut unread) = self.inputs();
        let mut analysis = self.session.check(&inputs, wanted.clone());
        // What an edited text imports is known now. When that leads to other files, they are checked, too.
        if self.take_imports(&analysis.modules) {
            let (again, now_unread) = self.inputs();
            if again != inputs {
                analysis = self.session.check(&again, wanted);
                (inputs, unread) = (again, now_unread);
            }
        }
        self.is_broken = false;
        let Analysis { diagnostics, modules, program, facts } = analysis;
        unread.extend(self.placed(diagnostics));
        self.checked = Rc::new(Checked { inputs, diagnostics: unread, modules, program, facts });
    }

    /// Begins anew when a check panicked.
    fn repair(&mut self) {
        if std::mem::take(&mut self.is_broken) {
            self.session = Session::new(self.world().clone());
        }
    }

    fn placed(&self, diagnostics: Diagnostics) -> Vec<Placed> {
        let sources = self.session.sources();
        placed(sources, &diagnostics.into_sorted(sources))
    }

    /// The open files, and those that reach one of them through imports. What cannot be read has no place in a text: it is
    /// told at the file's beginning, and the others are checked.
    fn inputs(&self) -> (Vec<FilePath>, Vec<Placed>) {
        let mut unread = Vec::new();
        let mut inputs = self.graph.reaching(self.open.keys().cloned());
        inputs.retain(|path| match self.world().read(path) {
            Ok(_) => true,
            Err(error) => {
                if self.open.contains_key(path) {
                    unread.push(Placed {
                        place: Place { path: path.display(), range: 0..0, text: String::new() },
                        related: Vec::new(),
                        code: error.code.id,
                        page: error.code.url(),
                        severity: Severity::Error,
                        message: error.message,
                        detail: None,
                        help: error.help,
                        environment: None,
                        fixes: Vec::new(),
                        lacking: Vec::new(),
                    });
                }
                false
            }
        });
        (inputs, unread)
    }

    /// Takes the imports of the open texts from their trees. Returns whether one has others than before.
    fn take_imports(&mut self, modules: &Modules) -> bool {
        let Project { session, open, graph, .. } = self;
        let mut changed = false;
        for (_, module) in modules.iter().filter(|(_, module)| open.contains_key(&module.path)) {
            changed |= graph.set(session.world(), &module.path, &module.tree);
        }
        changed
    }
}
